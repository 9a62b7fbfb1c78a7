import type { Json, SyncOutcomeView } from '@joinery/contracts';
import { useText, valueText } from '@joinery/ui-kit';
import { ArrowRightOutlined } from '@ant-design/icons';
import type { SideView, Sides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { SideName } from './side-name.tsx';

type Value = Json | undefined;
type FieldChange = SyncOutcomeView['changes'][number];

/** A value of a field as its system's people would say it. */
export function FieldValue({
  value,
  side,
  field,
}: {
  readonly value: Value;
  readonly side?: SideView | undefined;
  readonly field?: string | undefined;
}) {
  const t = useText(syncsMessages);
  if (value === undefined || value === null || value === '')
    return <span className="j-muted">{t(value === undefined ? 'missing' : 'empty')}</span>;
  const label = side && field !== undefined ? side.labelOf(field, value) : undefined;
  const text = typeof value === 'boolean' ? t(value ? 'yes' : 'no') : valueText(value);
  return (
    <span className="y-value" title={text}>
      {label === undefined || label === text ? text : `${label} (${text})`}
    </span>
  );
}

/** A diff on one line: the first fields, and how many more. */
export function ChangeLine({ changes, sides }: { readonly changes: readonly FieldChange[]; readonly sides: Sides }) {
  const t = useText(syncsMessages);
  const [first, second] = changes;
  if (!first) return null;
  return (
    <span className="y-change-line">
      {[first, second].map(
        (change) =>
          change && (
            <span key={`${change.side} ${change.field}`} className="y-change">
              <span className="j-muted">{sides[change.side].titleOfKey(change.field)}</span>
              {change.from !== undefined && (
                <>
                  <del>
                    <FieldValue value={change.from} side={sides[change.side]} field={change.field} />
                  </del>
                  <ArrowRightOutlined className="j-muted" style={{ fontSize: 10 }} />
                </>
              )}
              <FieldValue value={change.to} side={sides[change.side]} field={change.field} />
            </span>
          ),
      )}
      {changes.length > 2 && <span className="j-muted">{t('moreFields', { count: changes.length - 2 })}</span>}
    </span>
  );
}

/** A diff in full: on which side, which field, from what to what, and what had to give way. */
export function ChangeTable({ changes, sides }: { readonly changes: readonly FieldChange[]; readonly sides: Sides }) {
  const t = useText(syncsMessages);
  if (changes.length === 0) return <p className="j-muted">{t('noChanges')}</p>;
  return (
    <table className="y-table">
      <thead>
        <tr>
          <th style={{ width: 170 }}>{t('onSide')}</th>
          <th style={{ width: '22%' }}>{t('field')}</th>
          <th>{t('before')}</th>
          <th>{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ side, field, from, to, lost }) => (
          <tr key={`${side} ${field}`}>
            <td>
              <SideName side={sides[side]} />
            </td>
            <td>{sides[side].titleOfKey(field)}</td>
            <td>
              <FieldValue value={from} side={sides[side]} field={field} />
              {lost && <span className="y-lost">{t('lost')}</span>}
            </td>
            <td>
              <FieldValue value={to} side={sides[side]} field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
