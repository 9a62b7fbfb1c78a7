import { PlusOutlined } from '@ant-design/icons';
import type { CreateUser, User, UserWithPassword } from '@joinery/contracts';
import { useApi, useChange, useMay, usePages, useSession } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  Page,
  Panel,
  problemOf,
  problemSentence,
  ProblemAlert,
  useLanguage,
  useLocal,
  useText,
} from '@joinery/ui-kit';
import { App, Avatar, Button, Dropdown, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { MoreOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { adminMessages } from './admin.messages.ts';
import { RolesPanel } from './roles-panel.tsx';
import { ShownOnce } from './shown-once.tsx';

export function UsersPage() {
  const t = useText(adminMessages);
  const may = useMay('users.write');
  const users = usePages('listUsers', { query: { limit: 100 } });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<UserWithPassword>();
  const add = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setAdding(true)}>
      {t('addUser')}
    </Button>
  );
  return (
    <Page title={t('users')} intro={t('usersIntro')} actions={add}>
      <Panel>
        {users.isError ? (
          <FailedState error={users.error} onRetry={() => void users.refetch()} />
        ) : (
          <UserTable users={users.items} loading={users.isPending} onMade={setMade} />
        )}
      </Panel>
      <div style={{ height: 16 }} />
      <RolesPanel />
      {adding && <AddUserDialog onClose={() => setAdding(false)} onMade={setMade} />}
      {made && (
        <ShownOnce
          title={t('oneTimePassword')}
          text={t('shownOnce')}
          secret={made.oneTimePassword}
          onClose={() => setMade(undefined)}
        />
      )}
    </Page>
  );
}

interface UserTableProps {
  readonly users: readonly User[];
  readonly loading: boolean;
  readonly onMade: (made: UserWithPassword) => void;
}

function UserTable({ users, loading, onMade }: UserTableProps) {
  const t = useText(adminMessages);
  const roles = useRoleTitles();
  const may = useMay('users.write');
  const columns: TableColumnsType<User> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, user) => (
        <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <Avatar style={{ background: 'var(--j-walnut)', flex: 'none' }}>{[...user.name][0]}</Avatar>
          <div style={{ minWidth: 0 }}>
            <b className="j-ellipsis">{user.name}</b>
            <span className="j-muted j-ellipsis">{user.email}</span>
          </div>
        </div>
      ),
    },
    { title: t('role'), key: 'role', width: 150, render: (_, user) => roles(user.role) },
    {
      title: t('state'),
      key: 'state',
      width: 210,
      render: (_, user) => (
        <>
          <Badge tone={user.state === 'active' ? 'success' : 'idle'}>{t(user.state)}</Badge>{' '}
          {user.mustChangePassword && <Badge tone="warning">{t('mustChange')}</Badge>}
        </>
      ),
    },
    {
      title: t('lastSignIn'),
      key: 'last',
      width: 150,
      render: (_, user) =>
        user.lastSignInAt === null ? (
          <span className="j-muted">{t('neverSignedIn')}</span>
        ) : (
          <Ago at={user.lastSignInAt} />
        ),
    },
    { key: 'more', width: 64, align: 'right', render: (_, user) => may && <UserActions user={user} onMade={onMade} /> },
  ];
  return (
    <Table<User>
      rowKey="id"
      columns={columns}
      dataSource={[...users]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
    />
  );
}

function UserActions({ user, onMade }: { readonly user: User; readonly onMade: (made: UserWithPassword) => void }) {
  const t = useText(adminMessages);
  const language = useLanguage();
  const roles = useRoleTitles();
  const { modal, message } = App.useApp();
  const me = useSession().user.id;
  const update = useChange('updateUser', ['listUsers', 'listAudit']);
  const reset = useChange('resetPassword', ['listUsers', 'listAudit']);
  const list = useApi('listRoles', {});
  const params = { userId: user.id };
  const told = (error: unknown) => {
    const problem = problemOf(error);
    void message.error(problem ? problemSentence(problem, language) : String(error));
  };
  const ask = (title: string, content: string, onOk: () => Promise<unknown>) =>
    modal.confirm({ title, content, okText: t('confirm'), cancelText: t('cancel'), onOk: () => onOk().catch(told) });
  const items = [
    {
      key: 'role',
      label: t('role'),
      children: (list.data?.items ?? []).map(({ role }) => ({
        key: role,
        label: roles(role),
        disabled: role === user.role,
        onClick: () => update.mutate({ params, body: { role } }, { onError: told }),
      })),
    },
    {
      key: 'reset',
      label: t('resetPassword'),
      onClick: () =>
        ask(t('resetPassword'), t('resetText', { name: user.name }), async () =>
          onMade(await reset.mutateAsync({ params })),
        ),
    },
    user.state === 'active'
      ? {
          key: 'state',
          danger: true,
          label: t('disable'),
          onClick: () =>
            ask(t('disable'), t('disableText', { name: user.name }), () =>
              update.mutateAsync({ params, body: { state: 'disabled' } }),
            ),
        }
      : {
          key: 'state',
          label: t('enable'),
          onClick: () => update.mutate({ params, body: { state: 'active' } }, { onError: told }),
        },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={user.id === me}>
      <Button type="text" icon={<MoreOutlined />} aria-label={`${user.name}: ${t('state')}`} />
    </Dropdown>
  );
}

export function useRoleTitles(): (role: string) => string {
  const local = useLocal();
  const roles = useApi('listRoles', {}, { staleMs: 600_000 });
  return (role) => local(roles.data?.items.find((one) => one.role === role)?.title) || role;
}

function AddUserDialog({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (made: UserWithPassword) => void;
}) {
  const t = useText(adminMessages);
  const titles = useRoleTitles();
  const roles = useApi('listRoles', {});
  const [form] = Form.useForm<CreateUser>();
  const create = useChange('createUser', ['listUsers', 'listAudit']);
  const submit = (fields: CreateUser) =>
    create.mutate(
      { body: fields },
      {
        onSuccess: (made) => {
          onMade(made);
          onClose();
        },
      },
    );
  const rules = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('addUser')}
      okText={t('add')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={create.isPending}
      width={460}
    >
      <ProblemAlert error={create.error} />
      <Form<CreateUser>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'implementer', language: 'zh' }}
        onFinish={submit}
        style={{ marginTop: 16 }}
      >
        <Form.Item name="name" label={t('name')} rules={rules}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('email')} rules={rules}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('role')}>
          <Select options={(roles.data?.items ?? []).map(({ role }) => ({ value: role, label: titles(role) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
