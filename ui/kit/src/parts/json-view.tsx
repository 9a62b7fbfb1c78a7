import type { Json } from '@joinery/contracts';
import { Fragment, useMemo } from 'react';
import { useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';
import { CopyButton } from './copy-button.tsx';
import { jsonTokens } from './json-tokens.ts';

/** JSON for reading: coloured by kind, long values wrapped, big ones cut with their size told. */
export function JsonView({
  value,
  maxHeight = 420,
}: {
  readonly value: Json | undefined;
  readonly maxHeight?: number;
}) {
  const t = useText(kitMessages);
  const text = useMemo(() => (value === undefined ? '' : JSON.stringify(value, null, 2)), [value]);
  const tokens = useMemo(() => jsonTokens(text.slice(0, shownCharacters)), [text]);
  if (value === undefined) return <div className="j-json j-muted">{t('notKept')}</div>;
  return (
    <div style={{ position: 'relative' }}>
      <pre className="j-json" style={{ maxHeight }} tabIndex={0}>
        {tokens.map((token, index) =>
          token.kind === 'plain' ? (
            <Fragment key={index}>{token.text}</Fragment>
          ) : (
            <span key={index} className={token.kind}>
              {token.text}
            </span>
          ),
        )}
        {text.length > shownCharacters && `\n… (${text.length.toLocaleString()})`}
      </pre>
      <span style={{ position: 'absolute', top: 4, right: 4 }}>
        <CopyButton text={text} />
      </span>
    </div>
  );
}

const shownCharacters = 60_000;
