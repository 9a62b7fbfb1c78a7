import { EyeOutlined } from '@ant-design/icons';
import type { Revealed } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { useText } from '@joinery/ui-kit';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { monitorMessages } from '../monitor.messages.ts';

interface RevealHandle {
  readonly revealed: Revealed | undefined;
  readonly reveal: (reason: string) => void;
}

/** Masked values shown for the moment, for a reason that is written down. */
export function useRevealed(runId: string, path: string | undefined): RevealHandle {
  const reveal = useChange('revealRun');
  return {
    revealed: reveal.data,
    reveal: (reason) => reveal.mutate({ params: { runId }, body: { reason, ...(path === undefined ? {} : { path }) } }),
  };
}

export function Reveal({ onReveal }: { readonly onReveal: (reason: string) => void }) {
  const t = useText(monitorMessages);
  const may = useMay('runs.reveal');
  const [reason, setReason] = useState('');
  if (!may) return <p className="j-schema-hint">{t('masked')}</p>;
  const form = (
    <div style={{ display: 'flex', gap: 8, width: 320 }}>
      <Input
        value={reason}
        placeholder={t('revealReason')}
        aria-label={t('revealReason')}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" disabled={reason.trim() === ''} onClick={() => onReveal(reason)}>
        {t('confirm')}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" content={form}>
      <Button style={{ marginTop: 12 }} size="small" icon={<EyeOutlined />}>
        {t('reveal')}
      </Button>
    </Popover>
  );
}
