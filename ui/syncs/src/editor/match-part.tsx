import { ArrowDownOutlined, ArrowUpOutlined, BulbOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { MatchForm, MatchPart as Part, MatchRule } from '@joinery/contracts';
import { allFields, fieldTree, type FieldNode } from '@joinery/ui-designer/sync-mapper';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { proposedRules } from '../model/propose-pairs.ts';
import type { SideView } from '../model/use-side.ts';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { FieldSelect } from './field-select.tsx';

const forms: readonly MatchForm[] = ['exact', 'phone', 'mail', 'tax-id', 'name'];
const mostRules = 10;
const mostParts = 4;

/** By what records that stand on both sides are recognised, in order of strength. */
export function MatchPart({ document, onChange, sides, editable }: EditorProps) {
  const t = useText(syncsMessages);
  const { match } = document;
  const fields = { a: useLeaves(sides.a), b: useLeaves(sides.b) };
  const put = (next: readonly MatchRule[]) => onChange({ ...document, match: [...next] });
  const proposals = useMemo(() => proposedRules(document, sides), [document, sides]);
  const setRule = (at: number, rule: MatchRule) => put(match.map((one, index) => (index === at ? rule : one)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...match];
    next.splice(at + by, 0, ...next.splice(at, 1));
    put(next);
  };
  const firstOf = (side: 'a' | 'b') => [...(fields[side][0]?.path ?? [])];
  return (
    <>
      <p className="y-lead">{t('matchText')}</p>
      {match.length === 0 && (
        <p className="y-warning" role="status">
          {t('noMatch')}
        </p>
      )}
      {match.map((rule, at) => (
        <div key={at} className="y-rule">
          <div className="y-rule-head">
            <b>{t('ruleN', { n: at + 1 })}</b>
            <span className="j-muted">{t(at === 0 ? 'ruleFirst' : 'ruleNext')}</span>
            <span style={{ flex: 1 }} />
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={t('up')}
              disabled={!editable || at === 0}
              onClick={() => move(at, -1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('down')}
              disabled={!editable || at === match.length - 1}
              onClick={() => move(at, 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('removeRule')}
              disabled={!editable}
              onClick={() => put(match.filter((_, index) => index !== at))}
            />
          </div>
          {rule.parts.map((part, index) => (
            <PartRow
              key={index}
              part={part}
              fields={fields}
              sides={sides}
              editable={editable}
              onChange={(next) => setRule(at, { parts: rule.parts.map((one, i) => (i === index ? next : one)) })}
              onRemove={
                rule.parts.length > 1
                  ? () => setRule(at, { parts: rule.parts.filter((_, i) => i !== index) })
                  : undefined
              }
            />
          ))}
          {rule.parts.length < mostParts && (
            <Button
              size="small"
              type="link"
              icon={<PlusOutlined />}
              disabled={!editable}
              onClick={() => setRule(at, { parts: [...rule.parts, { a: firstOf('a'), b: firstOf('b'), as: 'exact' }] })}
            >
              {t('andAlso')}
            </Button>
          )}
        </div>
      ))}
      <div className="y-bar">
        <Button
          icon={<BulbOutlined />}
          type={match.length === 0 && proposals.length > 0 ? 'primary' : 'default'}
          disabled={!editable || proposals.length === 0}
          onClick={() => put(proposals.slice(0, mostRules))}
        >
          {t('proposeRules', { count: proposals.length })}
        </Button>
        <Button
          icon={<PlusOutlined />}
          disabled={!editable || match.length >= mostRules || fields.a.length === 0 || fields.b.length === 0}
          onClick={() => put([...match, { parts: [{ a: firstOf('a'), b: firstOf('b'), as: 'exact' }] }])}
        >
          {t('addRule')}
        </Button>
      </div>
    </>
  );
}

/** Fields that hold one comparable value. */
function useLeaves(view: SideView): readonly FieldNode[] {
  const language = useLanguage();
  return useMemo(() => {
    const roots = fieldTree({ path: [], name: '', schema: view.schema, sample: undefined, language }).children;
    return [...allFields(roots)].filter((node) => node.children.length === 0 && !node.isList);
  }, [view.schema, language]);
}

interface PartRowProps {
  readonly part: Part;
  readonly fields: Readonly<Record<'a' | 'b', readonly FieldNode[]>>;
  readonly sides: EditorProps['sides'];
  readonly editable: boolean;
  readonly onChange: (part: Part) => void;
  readonly onRemove: (() => void) | undefined;
}

function PartRow({ part, fields, sides, editable, onChange, onRemove }: PartRowProps) {
  const t = useText(syncsMessages);
  return (
    <div className="y-rule-part">
      {(['a', 'b'] as const).map((side) => (
        <span key={side} className="y-rule-field">
          <SideName side={sides[side]} />
          <FieldSelect
            label={t('fieldOf', { side: sides[side].name })}
            fields={fields[side]}
            value={part[side].map(String)}
            disabled={!editable}
            onChange={(path) => onChange({ ...part, [side]: [...path] })}
          />
        </span>
      ))}
      <span className="y-rule-field">
        <span className="j-muted">{t('comparedAs')}</span>
        <Select<MatchForm>
          style={{ width: '100%' }}
          aria-label={t('comparedAs')}
          value={part.as}
          disabled={!editable}
          onChange={(as) => onChange({ ...part, as })}
          options={forms.map((form) => ({ value: form, label: t(`form-${form}`) }))}
        />
      </span>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('remove')}
        style={{ visibility: onRemove ? 'visible' : 'hidden' }}
        disabled={!editable}
        onClick={() => onRemove?.()}
      />
    </div>
  );
}
