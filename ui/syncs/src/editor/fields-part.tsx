import { BulbOutlined, PartitionOutlined, PlusOutlined } from '@ant-design/icons';
import type { FieldOwner, Side, SyncDocument } from '@joinery/contracts';
import { allFields, fieldTree, type FieldNode } from '@joinery/ui-designer/sync-mapper';
import { useLanguage, useText } from '@joinery/ui-kit';
import { App, Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { fieldPairs, putPair, removePair } from '../model/pairs.ts';
import { proposedPairs } from '../model/propose-pairs.ts';
import { useSamples } from '../model/use-samples.ts';
import type { SideView } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { missingRequired, pairFindings } from './field-findings.ts';
import { PairRow } from './pair-row.tsx';
import { SyncMapper } from './sync-mapper.tsx';
import { SideName } from '../parts/side-name.tsx';

/** Which field is which, which way its value goes, and who decides where both sides differ. */
export function FieldsPart(props: EditorProps) {
  const { document, onChange, sides, editable } = props;
  const t = useText(syncsMessages);
  const { message } = App.useApp();
  const pairs = useMemo(() => fieldPairs(document), [document]);
  const fields = { a: useFields(sides.a), b: useFields(sides.b) };
  const samples = { a: useSamples(document.a), b: useSamples(document.b) };
  const [adding, setAdding] = useState(false);
  const [mapping, setMapping] = useState<Side>();
  const findings = useMemo(() => pairFindings(document, sides), [document, sides]);
  const missing = useMemo(() => missingRequired(document, sides), [document, sides]);
  const autoMap = () => {
    const found = proposedPairs(document, sides, samples);
    onChange(found.reduce((now, pair) => putPair(now, undefined, pair), document));
    void message.info(found.length === 0 ? t('autoMapNone') : t('autoMapped', { count: found.length }));
  };
  const drawn = document.mappings.aToB?.kind !== 'expression' && document.mappings.bToA?.kind !== 'expression';
  return (
    <>
      <div className="y-fields-bar">
        <Button
          icon={<BulbOutlined />}
          type={pairs.length === 0 ? 'primary' : 'default'}
          disabled={!editable || !drawn}
          onClick={autoMap}
        >
          {t('autoMap')}
        </Button>
        <span style={{ flex: 1 }} />
        {document.direction !== 'b-to-a' && <MapperButton to={sides.b} onOpen={() => setMapping('b')} />}
        {document.direction !== 'a-to-b' && <MapperButton to={sides.a} onOpen={() => setMapping('a')} />}
      </div>
      {document.direction === 'both' && <DefaultOwner {...props} />}
      {(['a', 'b'] as const).map(
        (side) =>
          missing[side].length > 0 && (
            <p key={side} className="y-warning" role="status">
              {t('requiredWithout', {
                side: sides[side].name,
                fields: missing[side].map((path) => sides[side].titleOf(path)).join(t('comma')),
              })}
            </p>
          ),
      )}
      {!drawn && <p className="y-warning">{t('byExpression')}</p>}
      <div
        className={document.direction === 'both' ? 'y-pairs' : 'y-pairs one-way'}
        role="table"
        aria-label={t('fields')}
      >
        <div className="y-pair y-pair-head" role="row">
          <span role="columnheader">
            <SideName side={sides.a} />
          </span>
          <span role="columnheader">{t('way')}</span>
          <span role="columnheader">
            <SideName side={sides.b} />
          </span>
          {document.direction === 'both' && <span role="columnheader">{t('owner')}</span>}
          <span role="columnheader" aria-label={t('remove')} />
        </div>
        {pairs.map((pair) => (
          <PairRow
            key={pair.key}
            pair={pair}
            fields={fields}
            sides={sides}
            direction={document.direction}
            editable={editable}
            findings={findings.get(pair.key) ?? []}
            onPut={(next) => onChange(putPair(document, pair, next))}
            onRemove={() => onChange(removePair(document, pair))}
            onMap={setMapping}
          />
        ))}
        {adding && (
          <PairRow
            pair={undefined}
            fields={fields}
            sides={sides}
            direction={document.direction}
            editable={editable}
            findings={[]}
            onPut={(next) => {
              onChange(putPair(document, undefined, next));
              setAdding(false);
            }}
            onRemove={() => setAdding(false)}
            onMap={setMapping}
          />
        )}
        {pairs.length === 0 && !adding && <p className="j-muted y-pairs-empty">{t('noPairs')}</p>}
      </div>
      <Button icon={<PlusOutlined />} disabled={!editable || adding || !drawn} onClick={() => setAdding(true)}>
        {t('addPair')}
      </Button>
      {mapping && (
        <SyncMapper
          {...props}
          to={mapping}
          samples={samples[mapping === 'b' ? 'a' : 'b']}
          onClose={() => setMapping(undefined)}
        />
      )}
    </>
  );
}

/** All fields of a side that hold a value of their own. */
function useFields(view: SideView): readonly FieldNode[] {
  const language = useLanguage();
  return useMemo(() => {
    const roots = fieldTree({ path: [], name: '', schema: view.schema, sample: undefined, language }).children;
    return [...allFields(roots)].filter((node) => node.isList || node.children.length === 0);
  }, [view.schema, language]);
}

function MapperButton({ to, onOpen }: { readonly to: SideView; readonly onOpen: () => void }) {
  const t = useText(syncsMessages);
  return (
    <Button icon={<PartitionOutlined />} onClick={onOpen}>
      {t('mapperTo', { side: to.name })}
    </Button>
  );
}

function DefaultOwner({ document, onChange, sides, editable }: EditorProps) {
  const t = useText(syncsMessages);
  return (
    <label className="y-default-owner">
      {t('defaultOwner')}
      <Select<FieldOwner>
        style={{ width: 230 }}
        aria-label={t('defaultOwner')}
        disabled={!editable}
        value={document.defaultOwner}
        onChange={(defaultOwner) => onChange({ ...document, defaultOwner } satisfies SyncDocument)}
        options={(['latest', 'a', 'b', 'manual'] as const).map((owner) => ({
          value: owner,
          label: owner === 'a' || owner === 'b' ? t('ownerSide', { side: sides[owner].name }) : t(`owner-${owner}`),
        }))}
      />
      <span className="j-muted">{t('defaultOwnerHelp')}</span>
    </label>
  );
}
