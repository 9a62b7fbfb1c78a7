import type { Connection, JsonSchema, LiveObject, Side, SyncSide, SyncSummary } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import {
  choicesOf,
  localText,
  schemaMember,
  useLanguage,
  useLocal,
  type LocalText,
  type UiLanguage,
} from '@joinery/ui-kit';
import { useMemo } from 'react';
import { pathOfKey, schemaAt, titleAt } from './field-titles.ts';

/** One side as people know it. */
export interface SideView {
  readonly side: Side;
  readonly connectionId: string;
  readonly connection: Connection | undefined;
  readonly connectorName: string;
  readonly connectorTitle: string;
  readonly icon: string | null;
  readonly objectTitle: string;
  /** Which system it is, in few words; unlike the other side's. */
  readonly name: string;
  readonly schema: JsonSchema;
  /** Undefined until the account has told. */
  readonly able: LiveObject['able'] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  readonly titleOf: (path: readonly string[]) => string;
  /** By the key a diff names a field by. */
  readonly titleOfKey: (key: string) => string;
  /** What a value of an enumeration is called. */
  readonly labelOf: (key: string, value: unknown) => string | undefined;
}

export interface Sides {
  readonly a: SideView;
  readonly b: SideView;
}

type End = Pick<SyncSide, 'connectionId' | 'object'> & { readonly connector: string };

const endOf = (side: SyncSide | SyncSummary['a']): End => ({
  connectionId: side.connectionId,
  object: side.object,
  connector: typeof side.connector === 'string' ? side.connector : side.connector.name,
});

/** Both sides of a sync; what their accounts tell arrives when it does. */
export function useSides(of: {
  readonly a: SyncSide | SyncSummary['a'];
  readonly b: SyncSide | SyncSummary['b'];
}): Sides {
  const a = useSide('a', endOf(of.a));
  const b = useSide('b', endOf(of.b));
  return useMemo(() => {
    const alike = a.connectorTitle === b.connectorTitle;
    const named = (view: SideView): SideView => ({
      ...view,
      name: alike ? (view.connection?.name ?? view.side.toUpperCase()) : view.connectorTitle,
    });
    return { a: named(a), b: named(b) };
  }, [a, b]);
}

/** Values that a system names without listing them as the only ones. */
function marked(field: JsonSchema, value: unknown, language: UiLanguage): string | undefined {
  const labels = schemaMember(field, 'x-labels');
  if (typeof value !== 'string' || typeof labels !== 'object' || labels === null || Array.isArray(labels))
    return undefined;
  const label = schemaMember(labels as JsonSchema, value);
  return label === undefined ? undefined : localText(label as unknown as LocalText, language);
}

const longMs = 5 * 60_000;
const noSchema: JsonSchema = {};

function useSide(side: Side, { connectionId, connector, object }: End): SideView {
  const local = useLocal();
  const language = useLanguage();
  const connections = useApi('listConnections', { query: { limit: 200 } }, { staleMs: longMs });
  const detail = useApi(
    'readConnector',
    { params: { name: connector } },
    { enabled: connector !== '', staleMs: longMs },
  );
  const version = detail.data?.version ?? '';
  const live = useApi(
    'askConnectorObject',
    { body: { connector: { name: connector, version }, connectionId: connectionId as never, object } },
    { enabled: version !== '' && connectionId !== '' && object !== '', staleMs: longMs },
  );
  const known = detail.data?.objects.find((one) => one.name === object);
  const schema = live.data?.schema ?? known?.schema ?? noSchema;
  const { refetch } = live;
  return useMemo(() => {
    const title = local(detail.data?.title ?? connector);
    return {
      side,
      connectionId,
      connection: connections.data?.items.find((one) => one.id === connectionId),
      connectorName: connector,
      connectorTitle: title,
      icon: detail.data?.icon ?? null,
      objectTitle: local(known?.title ?? object),
      name: title,
      schema,
      able: live.data?.able,
      error: live.error ?? detail.error,
      retry: () => void refetch(),
      titleOf: (path) => titleAt(schema, path, language),
      titleOfKey: (key) => titleAt(schema, pathOfKey(key), language),
      labelOf: (key, value) => {
        const field = schemaAt(schema, pathOfKey(key));
        return (
          field &&
          (choicesOf(field, language).find((choice) => choice.value === value)?.label ?? marked(field, value, language))
        );
      },
    };
  }, [
    side,
    connectionId,
    connector,
    object,
    connections.data,
    detail.data,
    detail.error,
    known,
    schema,
    live.data,
    live.error,
    refetch,
    local,
    language,
  ]);
}
