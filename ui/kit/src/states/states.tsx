import { CloudServerOutlined, InboxOutlined, LockOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';
import { ProblemDetails, problemOf, problemSentence } from './problem.tsx';
import { useLanguage } from '../i18n/language.tsx';

interface StateProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What stands where content would be. */
export function StateMessage({ icon, title, children, actions }: StateProps) {
  return (
    <div className="j-state">
      <StateIcon>{icon ?? <InboxOutlined />}</StateIcon>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="j-state-actions">{actions}</div>}
    </div>
  );
}

function StateIcon({ children }: { readonly children: ReactNode }) {
  return (
    <span
      className="j-tile"
      style={{
        width: 56,
        height: 56,
        fontSize: 24,
        color: 'var(--j-text-3)',
        background: 'var(--j-idle-soft)',
        borderRadius: 16,
      }}
    >
      {children}
    </span>
  );
}

export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  const t = useText(kitMessages);
  return (
    <div style={{ padding: 24 }} role="status" aria-label={t('loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** A failed request: what happened, what it means, what to do, and the code to copy. */
export function FailedState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useText(kitMessages);
  const language = useLanguage();
  const problem = problemOf(error);
  if (problem?.code === 'auth.forbidden') return <ForbiddenState permission={String(problem.message[language])} />;
  return (
    <div className="j-state" role="alert">
      <StateIcon>
        <CloudServerOutlined />
      </StateIcon>
      <h2>{t('loadFailed')}</h2>
      <p>{problem ? problemSentence(problem, language) : t('unreachable')}</p>
      {problem && <ProblemDetails problem={problem} />}
      {onRetry && (
        <div className="j-state-actions">
          <Button onClick={onRetry}>{t('retry')}</Button>
        </div>
      )}
    </div>
  );
}

export function ForbiddenState({ permission }: { readonly permission: string }) {
  const t = useText(kitMessages);
  return (
    <StateMessage icon={<LockOutlined />} title={t('forbiddenTitle')}>
      {t('forbiddenText', { permission })}
    </StateMessage>
  );
}
