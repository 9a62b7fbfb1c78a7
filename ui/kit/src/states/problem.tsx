import type { Problem } from '@joinery/contracts';
import { Alert } from 'antd';
import { useLanguage, useText } from '../i18n/language.tsx';
import type { UiLanguage } from '../i18n/messages.ts';
import { kitMessages } from '../kit.messages.ts';
import { CopyButton } from '../parts/copy-button.tsx';

/** The problem an API error carries, whatever class of error brought it. */
export function problemOf(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null || !('problem' in error)) return undefined;
  return error.problem as Problem;
}

export function problemSentence(problem: Problem, language: UiLanguage): string {
  const first = problem.errors?.[0];
  return first && problem.code === 'request.invalid' ? first.message[language] : problem.message[language];
}

export function ProblemDetails({ problem }: { readonly problem: Problem }) {
  const t = useText(kitMessages);
  const language = useLanguage();
  const text = [
    problem.message[language],
    `${t('code')}: ${problem.code}`,
    problem.requestId && `${t('reference')}: ${problem.requestId}`,
  ];
  return (
    <span className="j-muted j-mono">
      {problem.code} <CopyButton text={text.filter(Boolean).join('\n')} />
    </span>
  );
}

/** The error of a form or an action, above its buttons. */
export function ProblemAlert({ error }: { readonly error: unknown }) {
  const t = useText(kitMessages);
  const language = useLanguage();
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={problem ? problemSentence(problem, language) : t('unreachable')}
      {...(problem ? { description: <ProblemDetails problem={problem} /> } : {})}
    />
  );
}
