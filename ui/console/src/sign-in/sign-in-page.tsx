import { JoineryMark, useText } from '@joinery/ui-kit';
import type { ReactNode } from 'react';
import { consoleMessages } from '../console.messages.ts';
import { LanguageSwitch, ModeSwitch } from '../shell/look-switches.tsx';
import { JointPicture } from './joint-picture.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage({ onPassword }: { readonly onPassword: (password: string) => void }) {
  const t = useText(consoleMessages);
  return (
    <SignInFrame title={t('signInTitle')} text={t('claim')}>
      <SignInForm onPassword={onPassword} />
      <p className="j-schema-hint" style={{ marginTop: 20 }}>
        {t('firstSignInHint')}
      </p>
    </SignInFrame>
  );
}

/** The page one sees before being inside: a form on the left, the joint on the right. */
export function SignInFrame({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <main className="c-sign-in">
      <section className="c-sign-in-form">
        <JoineryMark size={44} />
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
      </section>
      <aside className="c-sign-in-art">
        <span className="c-sign-in-switch">
          <LanguageSwitch />
          <ModeSwitch />
        </span>
        <JointPicture />
      </aside>
    </main>
  );
}
