import { ArrowLeftOutlined, ArrowRightOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons';
import type { Connection, Side, SyncDirection, SyncSide } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { ExpressionEditor, fieldTree, functionHelp } from '@joinery/ui-designer/sync-mapper';
import { ConnectorTile, GoTo, paths, ProblemAlert, useLanguage, useLocal, useText } from '@joinery/ui-kit';
import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { isChosen, noSide } from '../model/blank-document.ts';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { Labelled } from './labelled.tsx';

/** Which records of which systems, and which way changes go. */
export function ObjectsPart({ document, onChange, sides, editable }: EditorProps) {
  const t = useText(syncsMessages);
  const put = (side: Side) => (next: SyncSide) => onChange(withSide(document, side, next));
  const options: { value: SyncDirection; label: string; icon: React.ReactNode }[] = [
    { value: 'both', label: t('bothWays'), icon: <SwapOutlined /> },
    { value: 'a-to-b', label: t('onlyAToB'), icon: <ArrowRightOutlined /> },
    { value: 'b-to-a', label: t('onlyBToA'), icon: <ArrowLeftOutlined /> },
  ];
  return (
    <>
      <div className="y-objects">
        <SideForm side="a" value={document.a} onChange={put('a')} sides={sides} editable={editable} />
        <SideForm side="b" value={document.b} onChange={put('b')} sides={sides} editable={editable} />
      </div>
      <Labelled label={t('direction')} help={t(`direction-${document.direction}`)}>
        {(id) => (
          <Segmented<SyncDirection>
            id={id}
            aria-label={t('direction')}
            disabled={!editable}
            value={document.direction}
            options={options}
            onChange={(direction) => onChange({ ...document, direction })}
          />
        )}
      </Labelled>
    </>
  );
}

/** Another object has other fields: what was drawn for the one before goes. */
function withSide(document: EditorProps['document'], side: Side, next: SyncSide): EditorProps['document'] {
  const before = document[side];
  const same = before.connector.name === next.connector.name && before.object === next.object;
  if (same) return { ...document, [side]: next };
  return {
    ...document,
    [side]: next,
    match: [],
    fields: [],
    references: [],
    realTime: document.realTime.filter((one) => one.side !== side),
    mappings: { aToB: { kind: 'fields', fields: [] }, bToA: { kind: 'fields', fields: [] } },
  };
}

interface SideFormProps {
  readonly side: Side;
  readonly value: SyncSide;
  readonly onChange: (value: SyncSide) => void;
  readonly sides: EditorProps['sides'];
  readonly editable: boolean;
}

function SideForm({ side, value, onChange, sides, editable }: SideFormProps) {
  const t = useText(syncsMessages);
  const local = useLocal();
  const view = sides[side];
  const connections = useApi('listConnections', { query: { limit: 200 } });
  const connectors = useApi('listConnectors', {}, { staleMs: 60_000 });
  const detail = useApi(
    'readConnector',
    { params: { name: value.connector.name } },
    { enabled: value.connector.name !== '', staleMs: 60_000 },
  );
  const able = new Set(
    (connectors.data?.items ?? [])
      .filter((one) => one.badges.includes('list') || one.badges.includes('incremental'))
      .map((one) => one.name),
  );
  const offered = (connections.data?.items ?? []).filter(
    (one) => able.has(one.connector.name) || one.id === value.connectionId,
  );
  const connectorOf = (one: Connection) => connectors.data?.items.find(({ name }) => name === one.connector.name);
  const choose = (id: string) => {
    const chosen = offered.find((one) => one.id === id);
    if (!chosen) return;
    const same = chosen.connector.name === value.connector.name;
    const version = connectorOf(chosen)?.version ?? chosen.connector.version;
    const connector = { name: chosen.connector.name, version };
    onChange(same ? { ...value, connectionId: id } : { ...noSide, connectionId: id, connector });
  };
  return (
    <fieldset className="y-side-form">
      <legend>{t(side === 'a' ? 'sideA' : 'sideB')}</legend>
      <Labelled label={t('connection')} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            disabled={!editable}
            loading={connections.isPending}
            placeholder={t('chooseConnection')}
            value={value.connectionId === '' ? null : value.connectionId}
            onChange={choose}
            notFoundContent={<NoConnections />}
            options={offered.map((one) => ({ value: one.id as string, label: one.name, one }))}
            optionRender={({ data }) => (
              <span className="y-side">
                <ConnectorTile
                  name={data.one.connector.name}
                  title={local(connectorOf(data.one)?.title ?? data.one.connector.name)}
                  icon={connectorOf(data.one)?.icon ?? null}
                  size={22}
                />
                <span className="j-ellipsis">{data.one.name}</span>
              </span>
            )}
          />
        )}
      </Labelled>
      <Labelled label={t('object')} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            disabled={!editable || value.connectionId === ''}
            loading={detail.isFetching}
            placeholder={t('chooseObject')}
            value={value.object === '' ? null : value.object}
            onChange={(object: string) => onChange({ ...value, object })}
            options={(detail.data?.objects ?? []).map((one) => ({ value: one.name, label: local(one.title) }))}
          />
        )}
      </Labelled>
      {isChosen(value) && view.error !== null && view.error !== undefined && (
        <>
          <ProblemAlert error={view.error} />
          <Button size="small" onClick={view.retry}>
            {t('tryAgain')}
          </Button>
        </>
      )}
      {view.able && isChosen(value) && (
        <p className="j-muted y-able">
          {ableWords(view.able)
            .map((key) => t(key))
            .join(' · ')}
        </p>
      )}
      {isChosen(value) && <FilterForm value={value} onChange={onChange} view={view} editable={editable} />}
    </fieldset>
  );
}

function NoConnections() {
  const t = useText(syncsMessages);
  return (
    <span className="j-muted">
      {t('noConnections')} <GoTo to={paths.connections()}>{t('toConnections')}</GoTo>
    </span>
  );
}

function ableWords(able: NonNullable<EditorProps['sides']['a']['able']>): readonly (keyof typeof syncsMessages)[] {
  return [
    ...(able.create ? (['canCreate'] as const) : []),
    ...(able.update ? (['canUpdate'] as const) : []),
    ...(able.disable ? (['canDisable'] as const) : []),
    ...(able.delete ? (['canDelete'] as const) : []),
    able.changes ? 'tellsChanges' : 'onlyWhole',
  ];
}

interface FilterFormProps {
  readonly value: SyncSide;
  readonly onChange: (value: SyncSide) => void;
  readonly view: EditorProps['sides']['a'];
  readonly editable: boolean;
}

/** Only some of the records take part. */
function FilterForm({ value, onChange, view, editable }: FilterFormProps) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const [open, setOpen] = useState(value.filter !== undefined);
  const roots = useMemo(
    () => fieldTree({ path: [], name: '', schema: view.schema, sample: undefined, language }).children,
    [view.schema, language],
  );
  if (!open)
    return (
      <Button
        size="small"
        type="link"
        icon={<PlusOutlined />}
        disabled={!editable}
        onClick={() => setOpen(true)}
        style={{ padding: 0 }}
      >
        {t('onlySome')}
      </Button>
    );
  const { filter: _, ...whole } = value;
  return (
    <Labelled label={t('filter')} help={t('filterHelp')}>
      {() => (
        <ExpressionEditor
          label={t('filter')}
          value={value.filter ?? ''}
          onChange={(filter) => onChange(filter === '' ? whole : { ...value, filter })}
          roots={roots}
          functions={functionHelp(language)}
          rows={2}
          disabled={!editable}
        />
      )}
    </Labelled>
  );
}
