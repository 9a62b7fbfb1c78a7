import type { Json, JsonObject, Side, SyncSummary } from '@joinery/contracts';
import { useChange } from '@joinery/ui-api-client';
import { ProblemAlert, useText, valueText } from '@joinery/ui-kit';
import { App, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Sides } from '../model/use-side.ts';
import type { Conflict } from '../parts/conflict-table.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

interface DecideDialogProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
  readonly issueId: string;
  readonly conflict: Conflict;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type FieldConflict = Conflict['fields'][number];
type Word = { readonly kind: Side } | { readonly kind: 'own'; readonly text: string };

const keyOf = ({ fieldA, fieldB }: FieldConflict): string => (fieldA === undefined ? `b.${fieldB}` : `a.${fieldA}`);

/** Field by field: this side's value, the other's, or one of one's own. */
export function DecideDialog({ sync, sides, issueId, conflict, onDone, onClose }: DecideDialogProps) {
  const t = useText(syncsMessages);
  const { message } = App.useApp();
  const [words, setWords] = useState<Readonly<Record<string, Word>>>({});
  const decide = useChange('decideSyncConflicts', touched);
  const complete = conflict.fields.every((field) => words[keyOf(field)] !== undefined);
  const put = (field: FieldConflict, word: Word) => setWords({ ...words, [keyOf(field)]: word });
  const confirm = () =>
    decide.mutate(
      {
        params: { syncId: sync.id },
        body: { choice: { ids: [issueId] }, verdict: { kind: 'fields', ...verdictOf(conflict.fields, words) } },
      },
      {
        onSuccess: () => {
          void message.success(t('toldIt'));
          onDone();
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={620}
      title={t('decideFields')}
      okText={t('decide')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={decide.isPending}
      onOk={confirm}
      onCancel={onClose}
    >
      <p className="j-muted">{t('decideFieldsText')}</p>
      <ProblemAlert error={decide.error} />
      {conflict.fields.map((field) => {
        const key = keyOf(field);
        const word = words[key];
        const title =
          field.fieldA === undefined ? sides.b.titleOfKey(field.fieldB ?? '') : sides.a.titleOfKey(field.fieldA);
        return (
          <fieldset key={key} className="y-side-form">
            <legend>{title}</legend>
            <Radio.Group
              className="y-choices"
              aria-label={title}
              value={word?.kind ?? null}
              onChange={(event) => {
                const kind = event.target.value as Word['kind'];
                put(field, kind === 'own' ? { kind, text: valueText(field.a ?? '') } : { kind });
              }}
            >
              <Radio value="a">
                <span className="y-word">
                  {sides.a.name}: <FieldValue value={field.a} side={sides.a} field={field.fieldA} />
                </span>
              </Radio>
              <Radio value="b">
                <span className="y-word">
                  {sides.b.name}: <FieldValue value={field.b} side={sides.b} field={field.fieldB} />
                </span>
              </Radio>
              <Radio value="own">{t('ownValue')}</Radio>
            </Radio.Group>
            {word?.kind === 'own' && (
              <Input
                aria-label={t('ownValueOf', { field: title })}
                value={word.text}
                onChange={(event) => put(field, { kind: 'own', text: event.target.value })}
              />
            )}
          </fieldset>
        );
      })}
    </Modal>
  );
}

/** A value of one's own goes to both sides, each by its own name. */
function verdictOf(fields: readonly FieldConflict[], words: Readonly<Record<string, Word>>) {
  const keep: Record<string, Side> = {};
  const values: Record<string, Json> = {};
  for (const field of fields) {
    const word = words[keyOf(field)];
    if (word === undefined) continue;
    if (word.kind !== 'own') {
      keep[keyOf(field)] = word.kind;
      continue;
    }
    if (field.fieldA !== undefined) values[`a.${field.fieldA}`] = typed(word.text, field.a ?? field.b);
    if (field.fieldB !== undefined) values[`b.${field.fieldB}`] = typed(word.text, field.b ?? field.a);
  }
  return { keep, values: values satisfies JsonObject };
}

/** As the value that stands there is, so is the one that takes its place. */
function typed(text: string, like: Json | undefined): Json {
  if (typeof like === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (typeof like === 'boolean') return text === 'true';
  return text;
}
