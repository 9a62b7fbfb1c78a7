import { usePages } from '@joinery/ui-api-client';
import { FailedState, LoadingState, useLanguage, useText } from '@joinery/ui-kit';
import { Button } from 'antd';
import { monitorMessages } from '../monitor.messages.ts';

/** What happened to a run, line by line. */
export function Journal({ runId, live }: { readonly runId: string; readonly live: boolean }) {
  const t = useText(monitorMessages);
  const language = useLanguage();
  const journal = usePages('readJournal', { params: { runId }, query: { limit: 100 } }, live ? { everyMs: 5_000 } : {});
  if (journal.isError) return <FailedState error={journal.error} />;
  if (journal.isPending) return <LoadingState />;
  return (
    <>
      <ol className="r-journal">
        {journal.items.map((entry, index) => (
          <li key={index}>
            <time dateTime={entry.at}>
              {new Date(entry.at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false })}
            </time>
            <span>
              {t(`j_${entry.kind}`, { n: entry.n ?? 1 })}{' '}
              {entry.path !== null && <span className="j-mono j-muted">{entry.path}</span>}
              {entry.state !== null && <span className="j-muted"> · {entry.state}</span>}
              {entry.failure && <div style={{ color: 'var(--j-error)' }}>{entry.failure.message[language]}</div>}
            </span>
          </li>
        ))}
      </ol>
      {journal.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={journal.isFetchingNextPage}
          onClick={() => void journal.fetchNextPage()}
        >
          {t('loadMore')}
        </Button>
      )}
    </>
  );
}
