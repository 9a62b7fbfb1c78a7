import type { JsonObject, Side } from '@joinery/contracts';
import { fieldTree, Mapper, MapperScopeContext } from '@joinery/ui-designer/sync-mapper';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { writableSchema } from '../model/field-titles.ts';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';

interface SyncMapperProps extends EditorProps {
  /** The side that is written. */
  readonly to: Side;
  /** Records of the other side. */
  readonly samples: readonly JsonObject[];
  readonly onClose: () => void;
}

const noSample: JsonObject = {};

/** The designer's mapper over the fields of both sides, for what is more than a copy. */
export function SyncMapper({ document, onChange, sides, editable, to, samples, onClose }: SyncMapperProps) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const [at, setAt] = useState(0);
  const sample = samples[at] ?? noSample;
  const source = to === 'b' ? sides.a : sides.b;
  const target = to === 'b' ? sides.b : sides.a;
  const { schema } = source;
  const scope = useMemo(
    () => ({
      roots: fieldTree({ path: [], name: '', schema, sample, language }).children,
      schema,
      sample,
      editable,
    }),
    [schema, sample, editable, language],
  );
  const way = to === 'b' ? 'aToB' : 'bToA';
  const mapping = document.mappings[way] ?? { kind: 'fields' as const, fields: [] };
  return (
    <MapperScopeContext value={scope}>
      <Mapper
        label={`${source.name} → ${target.name}`}
        mapping={mapping}
        schema={writableSchema(target.schema)}
        samplePicker={
          <Select
            style={{ width: 220 }}
            aria-label={t('sampleRecord')}
            placeholder={t('noSamples')}
            disabled={samples.length === 0}
            value={samples.length === 0 ? null : at}
            onChange={(index: number | null) => setAt(index ?? 0)}
            prefix={<span className="j-muted">{t('sampleRecord')}</span>}
            options={samples.map((_, index) => ({ value: index, label: t('recordN', { n: index + 1 }) }))}
          />
        }
        onChange={(next) => onChange({ ...document, mappings: { ...document.mappings, [way]: next } })}
        onClose={onClose}
      />
    </MapperScopeContext>
  );
}
