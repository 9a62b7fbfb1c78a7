import { PlusOutlined } from '@ant-design/icons';
import {
  ConnectorTile,
  formatDuration,
  KindTile,
  stateTones,
  ToneSign,
  useLanguage,
  useLocal,
  useText,
} from '@joinery/ui-kit';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useContext, type CSSProperties, type ReactNode } from 'react';
import { connectorOf } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import type { Place } from '../document/edits.ts';
import type { Scope } from '../document/scope.ts';
import { CanvasContext } from './canvas-context.ts';
import { markTexts, type ChangeMark } from './change-marks.ts';
import { stepSubtitle, triggerSubtitle, triggerTitle } from './step-view.ts';
import { openPorts, type CanvasNode, type OpenPort, type StepNodeData, type StepRun } from './to-canvas.ts';

type PropsOf<T extends CanvasNode['type']> = NodeProps<Extract<CanvasNode, { type: T }>>;

export const nodeTypes = {
  trigger: memo(TriggerNode),
  step: memo(StepNode),
  loop: memo(LoopNode),
  item: memo(ItemNode),
};

function TriggerNode({ data }: PropsOf<'trigger'>) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { trigger } = data;
  return (
    <div className={data.mark ? `d-node trigger mark-${data.mark}` : 'd-node trigger'}>
      <KindTile kind={trigger.kind === 'flow' ? 'flow' : trigger.kind} size={40} />
      <NodeText
        label={triggerTitle(trigger, catalogue, language, t)}
        sub={triggerSubtitle(trigger, catalogue, language, t)}
      />
      <FindingSign finding={data.finding} />
      <MarkSign mark={data.mark} />
      <Handle id="out" type="source" position={Position.Bottom} />
      {data.open && <AddAfter from="trigger" port="out" scope={[]} at="50%" />}
    </div>
  );
}

function StepNode({ data }: PropsOf<'step'>) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { step, run } = data;
  return (
    <div className={nodeClass('d-node', data)}>
      <Handle type="target" position={Position.Top} />
      <StepTile step={step} />
      <NodeText label={step.label} sub={stepSubtitle(step, catalogue, language, t)} />
      <FindingSign finding={data.finding} />
      <MarkSign mark={data.mark} />
      <RunSign run={run} />
      <Ports ports={openPorts(data.ports)} stepId={step.id} scope={data.scope} labels={portLabels(step)} />
    </div>
  );
}

function LoopNode({ data }: PropsOf<'loop'>) {
  const t = useText(designerMessages);
  const { step, run } = data;
  if (step.kind !== 'each') return null;
  return (
    <div className={nodeClass('d-loop', data)}>
      <Handle type="target" position={Position.Top} />
      <div className="d-loop-head">
        <KindTile kind="each" />
        <NodeText label={step.label} sub={step.items.from === 'expression' ? step.items.expression : t('itemsPages')} />
        <RunSign run={run} />
      </div>
      {step.body.steps.length === 0 && <div className="d-loop-empty">{t('emptyBody')}</div>}
      <FindingSign finding={data.finding} />
      <MarkSign mark={data.mark} />
      <Ports ports={openPorts(data.ports)} stepId={step.id} scope={data.scope} labels={() => undefined} />
    </div>
  );
}

function ItemNode({ data }: PropsOf<'item'>) {
  const t = useText(designerMessages);
  return (
    <div className="d-item">
      {t('eachItem')}
      <Handle id="out" type="source" position={Position.Bottom} />
      {data.open && <AddAfter from="item" port="out" scope={data.scope} at="50%" />}
    </div>
  );
}

function nodeClass(base: string, { run, faded, mark }: StepNodeData): string {
  return [base, run && `run-${run.state}`, faded && 'faded', mark && `mark-${mark}`].filter(Boolean).join(' ');
}

export function StepTile({
  step,
  size = 40,
}: {
  readonly step: Extract<CanvasNode, { type: 'step' }>['data']['step'];
  readonly size?: number;
}) {
  const catalogue = useCatalogue();
  const local = useLocal();
  if (step.kind !== 'action') return <KindTile kind={step.kind} size={size} />;
  const connector = connectorOf(catalogue, step.connector);
  return (
    <ConnectorTile
      name={step.connector.name}
      title={local(connector?.title ?? step.connector.name)}
      icon={connector?.icon ?? null}
      size={size}
    />
  );
}

function NodeText({ label, sub }: { readonly label: string; readonly sub: string }) {
  return (
    <div className="d-node-text" title={label}>
      <div className="d-node-label">{label}</div>
      <div className="d-node-sub">{sub}</div>
    </div>
  );
}

function FindingSign({ finding }: { readonly finding: 'error' | 'warning' | undefined }) {
  const t = useText(designerMessages);
  if (finding === undefined) return null;
  return (
    <span className={`d-finding ${finding}`} role="img" aria-label={t('findings')}>
      !
    </span>
  );
}

function MarkSign({ mark }: { readonly mark: ChangeMark | undefined }) {
  const t = useText(designerMessages);
  return mark === undefined ? null : <span className={`d-mark on-node ${mark}`}>{t(markTexts[mark])}</span>;
}

function RunSign({ run }: { readonly run: StepRun | undefined }) {
  const language = useLanguage();
  if (!run || run.state === 'skipped') return null;
  return (
    <>
      <span className={`d-run-sign j-tone-${stateTones[run.state]}`}>
        <ToneSign tone={stateTones[run.state]} spinning={run.state === 'running'} />
      </span>
      {run.durationMs !== undefined && (
        <span className="d-run-time j-tabular">{formatDuration(run.durationMs, language)}</span>
      )}
    </>
  );
}

interface PortsProps {
  readonly ports: readonly OpenPort[];
  readonly stepId: string;
  readonly scope: Scope;
  readonly labels: (port: string) => string | undefined;
}

/** Exits at the lower edge, evenly spread; the error exit at the side. */
function Ports({ ports, stepId, scope, labels }: PortsProps) {
  const below = ports.filter(({ port }) => port !== 'error');
  const error = ports.find(({ port }) => port === 'error');
  return (
    <>
      {below.map(({ port, connected }, index) => {
        const left = `${(100 * (index + 1)) / (below.length + 1)}%`;
        return (
          <Exit key={port} left={left} port={port}>
            {!connected && <AddAfter from={stepId} port={port} scope={scope} at={left} label={labels(port)} />}
          </Exit>
        );
      })}
      {error && (
        <Handle
          id="error"
          type="source"
          position={Position.Right}
          className={error.connected ? 'error connected' : 'error'}
        />
      )}
    </>
  );
}

function Exit({
  port,
  left,
  children,
}: {
  readonly port: string;
  readonly left: string;
  readonly children: ReactNode;
}) {
  const style: CSSProperties = { left };
  return (
    <>
      <Handle id={port} type="source" position={Position.Bottom} style={style} />
      {children}
    </>
  );
}

function portLabels(step: {
  readonly kind: string;
  readonly cases?: readonly { readonly port: string; readonly label: string }[];
}) {
  return (port: string) =>
    step.kind === 'branch' ? (step.cases?.find((one) => one.port === port)?.label ?? undefined) : undefined;
}

interface AddAfterProps {
  readonly from: string;
  readonly port: string;
  readonly scope: Scope;
  readonly at: string;
  readonly label?: string | undefined;
}

function AddAfter({ from, port, scope, at, label }: AddAfterProps) {
  const t = useText(designerMessages);
  const { onPick } = useContext(CanvasContext);
  if (!onPick) return null;
  const place: Place = { kind: 'after', scope, from, port };
  const said = port === 'else' ? t('elsePort') : label;
  return (
    <>
      <button
        type="button"
        className="d-plus nodrag nopan"
        style={{ left: at }}
        aria-label={t('addAfter')}
        onClick={(event) => {
          event.stopPropagation();
          onPick(place);
        }}
      >
        <PlusOutlined style={{ fontSize: 11 }} />
      </button>
      {said && (
        <span className="d-port-label" style={{ left: at }}>
          {said}
        </span>
      )}
    </>
  );
}
