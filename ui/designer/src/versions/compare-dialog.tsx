import type { FlowDocument, FlowSummary } from '@joinery/contracts';
import { useApi, useMay, usePages } from '@joinery/ui-api-client';
import { FailedState, LoadingState, useText } from '@joinery/ui-kit';
import { ReactFlowProvider } from '@xyflow/react';
import { Button, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { designerMessages } from '../designer.messages.ts';
import { useDraftDocument, useEditable } from '../draft/draft-context.tsx';
import { ChangeList } from './change-list.tsx';
import { changeMarks, unionDocument } from './union-document.ts';
import { useRollback } from './use-rollback.ts';

interface CompareDialogProps {
  readonly flow: FlowSummary;
  /** The earlier side to begin with. */
  readonly version: number;
  readonly onClose: () => void;
}

type Side = number | 'draft';

/** Two versions, or a version and the draft, on one canvas, with what differs marked and said. */
export function CompareDialog({ flow, version, onClose }: CompareDialogProps) {
  const t = useText(designerMessages);
  const [from, setFrom] = useState<Side>(version);
  const [to, setTo] = useState<Side>('draft');
  const before = useSide(flow.id, from);
  const after = useSide(flow.id, to);
  const rollback = useRollback(flow.id);
  const mayRollBack = useMay('flows.publish') && useEditable();
  const error = before.error ?? after.error ?? undefined;
  const loaded = before.document !== undefined && after.document !== undefined;
  return (
    <Modal open centered width="min(1240px, 94vw)" title={t('compareTitle')} footer={null} onCancel={onClose}>
      <div className="d-compare-bar">
        <SideSelect label={t('compareFrom')} flowId={flow.id} side={from} onChange={setFrom} />
        <span aria-hidden="true">→</span>
        <SideSelect label={t('compareTo')} flowId={flow.id} side={to} onChange={setTo} />
        <span style={{ flex: 1 }} />
        {mayRollBack && typeof from === 'number' && from !== flow.version && (
          <Button onClick={() => rollback(from)}>
            {t('rollback')} · {t('versionN', { version: from })}
          </Button>
        )}
      </div>
      {error !== undefined && <FailedState error={error} />}
      {error === undefined && !loaded && <LoadingState />}
      {before.document && after.document && <Comparison before={before.document} after={after.document} />}
    </Modal>
  );
}

function useSide(flowId: string, side: Side): { readonly document: FlowDocument | undefined; readonly error: unknown } {
  const draft = useDraftDocument();
  const version = useApi(
    'readFlowVersion',
    { params: { flowId, version: side === 'draft' ? 0 : side } },
    { enabled: side !== 'draft' },
  );
  return side === 'draft'
    ? { document: draft, error: undefined }
    : { document: version.data?.document, error: version.error };
}

interface SideSelectProps {
  readonly label: string;
  readonly flowId: string;
  readonly side: Side;
  readonly onChange: (side: Side) => void;
}

function SideSelect({ label, flowId, side, onChange }: SideSelectProps) {
  const t = useText(designerMessages);
  const versions = usePages('listFlowVersions', { params: { flowId }, query: { limit: 50 } });
  const options = [
    { value: 'draft' as Side, label: t('draft') },
    ...versions.items.map(({ version, note }) => ({
      value: version as Side,
      label: [t('versionN', { version }), note].filter(Boolean).join(' · '),
    })),
  ];
  return (
    <Select<Side>
      style={{ width: 240 }}
      aria-label={label}
      value={side}
      options={options}
      loading={versions.isPending}
      onChange={onChange}
    />
  );
}

const nothingChosen: ReadonlySet<string> = new Set();
const choosesNothing = () => undefined;

function Comparison({ before, after }: { readonly before: FlowDocument; readonly after: FlowDocument }) {
  const union = useMemo(() => unionDocument(before, after), [before, after]);
  const marks = useMemo(() => changeMarks(before, after), [before, after]);
  return (
    <div className="d-compare">
      <ReactFlowProvider>
        <FlowCanvas document={union} marks={marks} selected={nothingChosen} onSelect={choosesNothing} />
      </ReactFlowProvider>
      <div className="d-compare-list">
        <ChangeList before={before} after={after} tall />
      </div>
    </div>
  );
}
