import { formatMoment, useLanguage, useText } from '@joinery/ui-kit';
import { Select } from 'antd';
import { useSamples } from '../catalogue/use-design-data.ts';
import { designerMessages } from '../designer.messages.ts';

const sampleKeys = { event: 'sampleEvent', connector: 'sampleConnector', saved: 'sampleSaved' } as const;

/** Which event one designs and tests with; the same everywhere in the designer. */
export function SampleSelect({ compact = false }: { readonly compact?: boolean }) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const { samples, sample, choose } = useSamples();
  return (
    <Select
      style={compact ? { width: 260 } : { width: '100%', marginBottom: 12 }}
      aria-label={t('sample')}
      value={sample?.id ?? null}
      placeholder={t('noSample')}
      disabled={samples.length === 0}
      onChange={(id: string | null) => id !== null && choose(id)}
      prefix={<span className="j-muted">{t('sample')}</span>}
      options={samples.map((one) => ({
        value: one.id,
        label: `${t(sampleKeys[one.from])}${one.at === null ? '' : ` · ${formatMoment(one.at, language)}`}`,
      }))}
    />
  );
}
