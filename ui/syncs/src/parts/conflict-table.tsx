import type { SyncOutcomeView } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import type { Sides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { FieldValue } from './field-value.tsx';
import { SideName } from './side-name.tsx';

export type Conflict = NonNullable<SyncOutcomeView['conflict']>;

/** What both sides last agreed on, and what each says now. */
export function ConflictTable({ conflict, sides }: { readonly conflict: Conflict; readonly sides: Sides }) {
  const t = useText(syncsMessages);
  if (conflict.fields.length === 0) return <p className="j-muted y-panel-lead">{t(`reason-${conflict.reason}`)}</p>;
  return (
    <table className="y-table">
      <thead>
        <tr>
          <th style={{ width: '22%' }}>{t('field')}</th>
          <th>{t('agreedBefore')}</th>
          <th>
            <SideName side={sides.a} size={16} />
          </th>
          <th>
            <SideName side={sides.b} size={16} />
          </th>
        </tr>
      </thead>
      <tbody>
        {conflict.fields.map(({ fieldA, fieldB, base, a, b }) => (
          <tr key={`${fieldA} ${fieldB}`}>
            <td>{fieldA === undefined ? sides.b.titleOfKey(fieldB ?? '') : sides.a.titleOfKey(fieldA)}</td>
            <td>
              <FieldValue value={base} />
            </td>
            <td>
              <FieldValue value={a} side={sides.a} field={fieldA} />
            </td>
            <td>
              <FieldValue value={b} side={sides.b} field={fieldB} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
