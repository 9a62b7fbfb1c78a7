import type { RunNews } from '@joinery/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiBase } from './call.ts';
import { queryText } from './request-address.ts';
import { outdate } from './use-api.ts';

interface RunNewsQuery {
  readonly flowId?: string;
  readonly runId?: string;
}

/** News that arrive within this time are answered by one request. */
const gatherMs = 300;

/** Keeps lists and details of runs fresh while they are looked at; tells whether the line is up. */
export function useRunNews({ flowId, runId }: RunNewsQuery): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`${apiBase}/runs/stream${queryText({ flowId, runId })}`);
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void outdate(client, ['listRuns', 'readRun', 'readOverview', 'listWaits']);
      }, gatherMs);
    };
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('run', (event: MessageEvent<string>) => isNews(event.data) && refresh());
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client, flowId, runId]);
  return live;
}

function isNews(text: string): boolean {
  try {
    return typeof (JSON.parse(text) as Partial<RunNews>).runId === 'string';
  } catch {
    return false;
  }
}
