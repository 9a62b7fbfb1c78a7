import type { Session } from '@joinery/contracts';
import { enterSession, useApi, useChange } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Divider, Form, Input } from 'antd';
import { consoleMessages } from '../console.messages.ts';
import { noteSignedIn } from './signed-out.ts';

interface Fields {
  readonly email: string;
  readonly password: string;
}

/** E-mail and password, or the company's own sign-in where there is one. */
export function SignInForm({
  email,
  onPassword,
}: {
  readonly email?: string;
  readonly onPassword?: (password: string) => void;
}) {
  const t = useText(consoleMessages);
  const client = useQueryClient();
  const options = useApi('readSignInOptions', {}, { staleMs: 60_000 });
  const signIn = useChange('signIn');
  const enter = (fields: Fields) =>
    signIn.mutate(
      { body: fields },
      {
        onSuccess: (session: Session) => {
          onPassword?.(fields.password);
          enterSession(client, session);
          noteSignedIn();
        },
      },
    );
  const single = options.data?.singleSignOn;
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ email }} onFinish={enter} size="large">
      <ProblemAlert error={signIn.error} />
      <Form.Item name="email" label={t('email')} rules={[{ required: true, message: t('emailNeeded') }]}>
        <Input type="email" autoComplete="username" autoFocus={email === undefined} disabled={email !== undefined} />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordNeeded') }]}>
        <Input.Password autoComplete="current-password" autoFocus={email !== undefined} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t('signIn')}
      </Button>
      {single && (
        <>
          <Divider plain />
          <Button block href={single.url}>
            {t('singleSignOn', { name: single.name })}
          </Button>
        </>
      )}
    </Form>
  );
}
