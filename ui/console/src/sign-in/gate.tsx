import { SessionProvider, useSessionState } from '@joinery/ui-api-client';
import { FailedState, LoadingState, usePreferences, useText } from '@joinery/ui-kit';
import { Modal } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { consoleMessages } from '../console.messages.ts';
import { FirstPasswordPage } from './change-password.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useSignedOut } from './signed-out.ts';

/** Lets in whoever is signed in; asks the others, and asks again over the page when a session ends under way. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const session = useSessionState();
  const [typed, setTyped] = useState<string>();
  useLanguageOf(session.data?.user);
  if (session.isError) return <FailedState error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === undefined) return <LoadingState />;
  if (session.data === null) return <SignInPage onPassword={setTyped} />;
  if (session.data.user.mustChangePassword) return <FirstPasswordPage oneTimePassword={typed} />;
  return (
    <SessionProvider session={session.data}>
      {children}
      <SignInAgain email={session.data.user.email} />
    </SessionProvider>
  );
}

/** A person who signs in here sees the language of their account, once; after that this browser's choice counts. */
function useLanguageOf(user: { readonly id: string; readonly language: 'zh' | 'en' } | undefined): void {
  const { language, change } = usePreferences();
  const seen = useRef<string>(undefined);
  useEffect(() => {
    if (!user || seen.current === user.id) return;
    const first = localStorage.getItem('joinery.preferences') === null;
    seen.current = user.id;
    if (first && user.language !== language) change({ language: user.language });
  }, [user, language, change]);
}

function SignInAgain({ email }: { readonly email: string }) {
  const t = useText(consoleMessages);
  const signedOut = useSignedOut();
  if (!signedOut) return null;
  return (
    <Modal open closable={false} footer={null} width={420} title={t('sessionEnded')}>
      <p className="j-muted">{t('sessionEndedText')}</p>
      <SignInForm email={email} />
    </Modal>
  );
}
