import type { FailureView } from '@joinery/contracts';
import { useLanguage, useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';
import { CopyButton } from './copy-button.tsx';

/** A failure of a run, a step or a connection test: the sentence, the vendor's words, the code, all to copy. */
export function FailureCard({ failure, runId }: { readonly failure: FailureView; readonly runId?: string }) {
  const t = useText(kitMessages);
  const language = useLanguage();
  const vendor = [failure.vendor?.status, failure.vendor?.code, failure.vendor?.message].filter(Boolean).join(' · ');
  const copied = [failure.message[language], vendor, failure.code, runId].filter(Boolean).join('\n');
  return (
    <div
      role="alert"
      style={{
        padding: '12px 16px',
        borderRadius: 10,
        background: 'var(--j-error-soft)',
        border: '1px solid color-mix(in srgb, var(--j-error) 25%, transparent)',
      }}
    >
      <div style={{ lineHeight: '22px' }}>{failure.message[language]}</div>
      {vendor !== '' && (
        <div style={{ marginTop: 6, color: 'var(--j-text-2)', fontSize: 13 }}>
          {t('vendorSaid')}: <span className="j-mono">{vendor}</span>
        </div>
      )}
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 4 }}>
        <span className="j-mono j-muted">{failure.code}</span>
        <CopyButton text={copied} label={t('copyFailure')} />
      </div>
    </div>
  );
}
