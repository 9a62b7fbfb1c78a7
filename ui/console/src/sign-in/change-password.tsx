import { enterSession, useChange } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { consoleMessages } from '../console.messages.ts';
import { SignInFrame } from './sign-in-page.tsx';

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

/** The first sign-in: the one-time password is replaced before anything else. */
export function FirstPasswordPage({ oneTimePassword }: { readonly oneTimePassword: string | undefined }) {
  const t = useText(consoleMessages);
  return (
    <SignInFrame title={t('firstPasswordTitle')} text={t('firstPasswordText')}>
      <ChangePasswordForm current={oneTimePassword} currentLabel={t('oneTimePassword')} onDone={() => undefined} />
    </SignInFrame>
  );
}

export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(consoleMessages);
  const { message } = App.useApp();
  const done = () => {
    void message.success(t('passwordChanged'));
    onClose();
  };
  return (
    <Modal open title={t('changePassword')} footer={null} onCancel={onClose} width={440}>
      <ChangePasswordForm current={undefined} currentLabel={t('currentPassword')} onDone={done} />
    </Modal>
  );
}

interface ChangePasswordFormProps {
  /** Known already, because it was typed a moment ago. */
  readonly current: string | undefined;
  readonly currentLabel: string;
  readonly onDone: () => void;
}

function ChangePasswordForm({ current, currentLabel, onDone }: ChangePasswordFormProps) {
  const t = useText(consoleMessages);
  const client = useQueryClient();
  const change = useChange('changePassword');
  const submit = ({ currentPassword, newPassword }: Fields) =>
    change.mutate(
      { body: { currentPassword: current ?? currentPassword, newPassword } },
      {
        onSuccess: (session) => {
          enterSession(client, session);
          onDone();
        },
      },
    );
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} style={{ marginTop: 8 }}>
      <ProblemAlert error={change.error} />
      {current === undefined && (
        <Form.Item
          name="currentPassword"
          label={currentLabel}
          rules={[{ required: true, message: t('passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      )}
      <Form.Item
        name="newPassword"
        label={t('newPassword')}
        extra={t('passwordLength')}
        rules={[{ required: true, min: 12, message: t('passwordLength') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('repeatPassword')}
        dependencies={['newPassword']}
        rules={[
          { required: true, message: t('passwordNeeded') },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={change.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}
