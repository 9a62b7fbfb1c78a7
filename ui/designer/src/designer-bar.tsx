import {
  ApartmentOutlined,
  ArrowLeftOutlined,
  CheckSquareOutlined,
  HistoryOutlined,
  MoreOutlined,
  PlayCircleOutlined,
  RedoOutlined,
  RocketOutlined,
  SettingOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import type { FlowSummary } from '@joinery/contracts';
import { writeFlowText } from '@joinery/flow';
import { useChange, useMay } from '@joinery/ui-api-client';
import { Badge, paths, useGo, useText } from '@joinery/ui-kit';
import { useReactFlow } from '@xyflow/react';
import { App, Button, Dropdown, Input, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import { tidied } from './canvas/layout.ts';
import { useCatalogue } from './catalogue/use-catalogue.ts';
import { designerMessages } from './designer.messages.ts';
import { move } from './document/edits.ts';
import { useDraft, useDraftActions, useDraftDocument, useEditable } from './draft/draft-context.tsx';
import { flowTones } from './flows/flow-tones.ts';
import { countText } from './panel/findings-panel.tsx';
import { TestFlowDialog } from './test-bench/test-flow-dialog.tsx';
import { ImportDialog } from './versions/import-dialog.tsx';
import { PublishDialog } from './versions/publish-dialog.tsx';
import { VersionsDrawer } from './versions/versions-drawer.tsx';

interface DesignerBarProps {
  readonly flow: FlowSummary;
  readonly save: () => Promise<void>;
}

type Dialog = 'publish' | 'test' | 'versions' | 'import' | undefined;

export function DesignerBar({ flow, save }: DesignerBarProps) {
  const t = useText(designerMessages);
  const go = useGo();
  const editable = useEditable();
  const { undo, redo } = useDraftActions();
  const undoable = useDraft((state) => state.history.past.length > 0);
  const redoable = useDraft((state) => state.history.future.length > 0);
  const [dialog, setDialog] = useState<Dialog>();
  const tidy = useTidy();
  const close = () => setDialog(undefined);
  return (
    <header className="d-bar">
      <BarButton
        label={t('back')}
        icon={<ArrowLeftOutlined />}
        onClick={() => void save().then(() => go(paths.flows()))}
      />
      <div className="d-bar-name">
        <FlowName flow={flow} />
        <Badge tone={flowTones[flow.state]}>
          {flow.version === null ? t(flow.state) : `${t(flow.state)} · v${flow.version}`}
        </Badge>
        <SavingState />
      </div>
      {editable && (
        <>
          <BarButton label={`${t('undo')} Ctrl+Z`} icon={<UndoOutlined />} disabled={!undoable} onClick={undo} />
          <BarButton label={`${t('redo')} Ctrl+Shift+Z`} icon={<RedoOutlined />} disabled={!redoable} onClick={redo} />
          <BarButton label={t('tidy')} icon={<ApartmentOutlined />} onClick={tidy} />
          <span className="d-bar-rule" />
        </>
      )}
      <CheckButton flowId={flow.id} />
      <Button icon={<PlayCircleOutlined />} disabled={!useMay('flows.test')} onClick={() => setDialog('test')}>
        {t('testFlow')}
      </Button>
      <BarButton label={t('versions')} icon={<HistoryOutlined />} onClick={() => setDialog('versions')} />
      <MoreMenu flow={flow} onImport={() => setDialog('import')} />
      <Button
        type="primary"
        icon={<RocketOutlined />}
        disabled={!useMay('flows.publish') || !editable}
        onClick={() => setDialog('publish')}
      >
        {t('publish')}
      </Button>
      {dialog === 'publish' && <PublishDialog flow={flow} save={save} onClose={close} />}
      {dialog === 'test' && <TestFlowDialog flowId={flow.id} save={save} onClose={close} />}
      {dialog === 'import' && <ImportDialog onClose={close} />}
      {dialog === 'versions' && <VersionsDrawer flow={flow} onClose={close} />}
    </header>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function BarButton({ label, icon, disabled = false, onClick }: BarButtonProps) {
  return (
    <Tooltip title={label}>
      <Button type="text" icon={icon} aria-label={label} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}

function FlowName({ flow }: { readonly flow: FlowSummary }) {
  const t = useText(designerMessages);
  const editable = useEditable();
  const rename = useChange('updateFlow', ['readFlow', 'listFlows']);
  const [typed, setTyped] = useState<string>();
  const finish = () => {
    const name = typed?.trim();
    setTyped(undefined);
    if (name && name !== flow.name) rename.mutate({ params: { flowId: flow.id }, body: { name } });
  };
  if (typed !== undefined)
    return (
      <Input
        autoFocus
        style={{ maxWidth: 320 }}
        maxLength={100}
        value={typed}
        aria-label={t('name')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onPressEnter={finish}
        onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
      />
    );
  return (
    <h1 title={flow.name}>
      <button
        type="button"
        disabled={!editable}
        aria-label={`${t('rename')}: ${flow.name}`}
        onClick={() => setTyped(flow.name)}
      >
        {flow.name}
      </button>
    </h1>
  );
}

function SavingState() {
  const t = useText(designerMessages);
  const editable = useEditable();
  const saving = useDraft((state) => state.saving);
  const keys = {
    saved: 'saved',
    unsaved: 'unsaved',
    saving: 'saving',
    failed: 'saveFailed',
    conflict: 'conflictTitle',
  } as const;
  return (
    <span className={`d-saving ${saving}`} role="status">
      {editable ? t(keys[saving]) : t('readOnly')}
    </span>
  );
}

function useTidy(): () => void {
  const { edit } = useDraftActions();
  const { fitView } = useReactFlow();
  return () => {
    edit((document) => move(document, tidied(document)));
    setTimeout(() => void fitView({ duration: 250, padding: 0.2, maxZoom: 1 }), 60);
  };
}

function CheckButton({ flowId }: { readonly flowId: string }) {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const { found, show } = useDraftActions();
  const findings = useDraft((state) => state.findings);
  const check = useChange('validateFlow');
  const run = () =>
    check.mutate(
      { params: { flowId }, body: { document: document as never } },
      {
        onSuccess: (result) => {
          found(result.findings);
          show('findings');
        },
      },
    );
  return (
    <Tooltip title={findings && findings.length > 0 ? countText(findings, t) : undefined}>
      <Button
        icon={<CheckSquareOutlined />}
        loading={check.isPending}
        danger={findings?.some((one) => one.severity === 'error') ?? false}
        onClick={run}
      >
        {t('check')}
        {findings && findings.length > 0 && ` ${findings.length}`}
      </Button>
    </Tooltip>
  );
}

function MoreMenu({ flow, onImport }: { readonly flow: FlowSummary; readonly onImport: () => void }) {
  const t = useText(designerMessages);
  const go = useGo();
  const { message } = App.useApp();
  const document = useDraftDocument();
  const { connections } = useCatalogue();
  const editable = useEditable();
  const { show } = useDraftActions();
  const may = useMay('flows.publish');
  const pause = useChange('pauseFlow', ['readFlow', 'listFlows']);
  const activate = useChange('activateFlow', ['readFlow', 'listFlows']);
  const switching =
    flow.state === 'paused' ? { run: activate, label: t('activate') } : { run: pause, label: t('pause') };
  const items = [
    { key: 'settings', icon: <SettingOutlined />, label: t('settings'), onClick: () => show('settings') },
    { key: 'runs', label: t('flowRuns'), onClick: () => go(paths.runs({ flowId: flow.id })) },
    {
      key: 'export',
      label: t('exportFlow'),
      onClick: () =>
        download(
          `${flow.name}.json`,
          writeFlowText(document, (id) => connections.find((one) => one.id === id)?.name),
        ),
    },
    ...(editable ? [{ key: 'import', label: t('importFlow'), onClick: onImport }] : []),
    ...(flow.version !== null && may
      ? [
          {
            key: 'switch',
            label: switching.label,
            onClick: () =>
              switching.run.mutate(
                { params: { flowId: flow.id } },
                { onError: (error) => void message.error(error.message) },
              ),
          },
        ]
      : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<MoreOutlined />} aria-label={t('more')} />
    </Dropdown>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(window.document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
