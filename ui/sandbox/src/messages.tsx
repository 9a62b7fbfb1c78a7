import { MessageOutlined } from '@ant-design/icons';
import type { Simulator, SimulatorMessage } from '@joinery/contracts';
import { call } from '@joinery/ui-api-client';
import { Ago, JsonView, LoadingState, StateMessage, useText } from '@joinery/ui-kit';
import { useQueries } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { sandboxMessages } from './sandbox.messages.ts';

/** What all messengers received, newest first, as chat bubbles. */
export function Messages({ inboxes, everyMs }: { readonly inboxes: readonly Simulator[]; readonly everyMs: number }) {
  const t = useText(sandboxMessages);
  const [openedAt] = useState(() => Date.now());
  const { messages, pending } = useQueries({
    queries: inboxes.map(({ name }) => ({
      queryKey: ['listSimulatorMessages', { params: { simulator: name } }],
      queryFn: () => call('listSimulatorMessages', { params: { simulator: name }, query: { limit: 50 } }),
      refetchInterval: everyMs,
    })),
    combine: (answers) => ({
      messages: newestFirst(answers.flatMap((answer) => answer.data?.items ?? [])),
      pending: answers.some((answer) => answer.isPending),
    }),
  });
  if (pending) return <LoadingState rows={3} />;
  if (messages.length === 0) {
    return (
      <StateMessage icon={<MessageOutlined />} title={t('noMessages')}>
        {t('noMessagesText')}
      </StateMessage>
    );
  }
  return (
    <div className="s-chat" aria-live="polite">
      {messages.map((message) => (
        <Bubble key={message.id} message={message} fresh={Date.parse(message.at) > openedAt} />
      ))}
    </div>
  );
}

function newestFirst(messages: readonly SimulatorMessage[]): readonly SimulatorMessage[] {
  return messages.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function Bubble({ message, fresh }: { readonly message: SimulatorMessage; readonly fresh: boolean }) {
  const t = useText(sandboxMessages);
  return (
    <article className={fresh ? 's-bubble fresh' : 's-bubble'}>
      <header>
        <b>{message.from}</b>
        <span className="j-ellipsis" title={message.to}>
          {t('to', { name: message.to })}
        </span>
        <Ago at={message.at} />
        <Popover
          trigger="click"
          content={
            <div style={{ width: 420 }}>
              <JsonView value={message.raw} maxHeight={320} />
            </div>
          }
        >
          <Button type="link" size="small" style={{ height: 'auto', padding: 0, fontSize: 12 }}>
            {t('raw')}
          </Button>
        </Popover>
      </header>
      <div>{message.text}</div>
    </article>
  );
}
