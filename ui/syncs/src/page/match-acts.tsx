import type { JsonObject, Side, SyncIssue, SyncSummary } from '@joinery/contracts';
import { useApi, useChange } from '@joinery/ui-api-client';
import { ProblemAlert, useText, valueText } from '@joinery/ui-kit';
import { App, Button } from 'antd';
import { keyOfPath, valueAt } from '../model/field-titles.ts';
import { fieldPairs } from '../model/pairs.ts';
import { touched } from '../model/touched.ts';
import type { Sides, SideView } from '../model/use-side.ts';
import { FieldValue } from '../parts/field-value.tsx';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';

interface MatchActsProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
  readonly issue: SyncIssue;
  readonly onDecided: () => void;
}

/** The record beside those it may be, and which of them it is. */
export function MatchActs({ sync, sides, issue, onDecided }: MatchActsProps) {
  const t = useText(syncsMessages);
  const { modal, message } = App.useApp();
  const params = { syncId: sync.id, issueId: issue.id };
  const found = useApi('readSyncCandidates', { params }, { staleMs: 60_000 });
  const draft = useApi('readSyncDraft', { params: { syncId: sync.id } }, { staleMs: 60_000 });
  const match = useChange('matchSyncIssue', touched);
  const otherSide: Side = issue.side === 'a' ? 'b' : 'a';
  const other = sides[otherSide];
  const pairs = (draft.data ? fieldPairs(draft.data.document) : []).filter((pair) => pair.a && pair.b);
  const say = (body: { readonly kind: 'create' } | { readonly kind: 'link'; readonly otherId: string }) =>
    match.mutate(
      { params, body },
      {
        onSuccess: () => {
          void message.success(t('toldIt'));
          onDecided();
        },
        onError: (error) =>
          void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') }),
      },
    );
  const ids = issue.conflict?.candidates ?? [];
  const fieldsOf = (id: string) => found.data?.candidates.find((one) => one.id === id)?.fields;
  return (
    <div className="y-candidates">
      <ProblemAlert error={found.error} />
      <table className="y-table">
        <thead>
          <tr>
            <th style={{ width: '18%' }}>{t('field')}</th>
            <Head side={sides[issue.side]} id={issue.recordId} />
            {ids.map((id) => (
              <Head key={id} side={other} id={id} />
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.key}>
              <td>{pair.a && sides.a.titleOf(pair.a)}</td>
              <Cell fields={found.data?.record?.fields} path={pair[issue.side]} side={sides[issue.side]} />
              {ids.map((id) => (
                <Cell
                  key={id}
                  fields={fieldsOf(id)}
                  path={pair[otherSide]}
                  side={other}
                  like={textAt(found.data?.record?.fields, pair[issue.side])}
                />
              ))}
            </tr>
          ))}
          <tr>
            <td />
            <td>
              <Button size="small" loading={match.isPending} onClick={() => say({ kind: 'create' })}>
                {t('isNone', { side: other.name })}
              </Button>
            </td>
            {ids.map((otherId) => (
              <td key={otherId}>
                <Button
                  size="small"
                  type="primary"
                  ghost
                  loading={match.isPending}
                  onClick={() => say({ kind: 'link', otherId })}
                >
                  {t('isThisOne')}
                </Button>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Head({ side, id }: { readonly side: SideView; readonly id: string }) {
  return (
    <th>
      <SideName side={side} size={16} />
      <span className="j-mono j-ellipsis y-id" title={id}>
        {id}
      </span>
    </th>
  );
}

function textAt(fields: JsonObject | undefined, path: readonly string[] | undefined): string | undefined {
  const value = valueAt(fields, path ?? []);
  return value === undefined || value === null ? undefined : valueText(value);
}

interface CellProps {
  readonly fields: JsonObject | undefined;
  readonly path: readonly string[] | undefined;
  readonly side: SideView;
  /** What the record itself says; the same is set off. */
  readonly like?: string | undefined;
}

function Cell({ fields, path, side, like }: CellProps) {
  const same = like !== undefined && textAt(fields, path) === like;
  return (
    <td className={same ? 'y-same' : undefined}>
      {fields && <FieldValue value={valueAt(fields, path ?? [])} side={side} field={keyOfPath(path ?? [])} />}
    </td>
  );
}
