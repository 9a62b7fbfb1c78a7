import { KeyOutlined, PlusOutlined } from '@ant-design/icons';
import type { ApiToken, ApiTokenCreated, CreateApiToken } from '@joinery/contracts';
import { useChange, useMay, usePages, useSession } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  Moment,
  Page,
  Panel,
  ProblemAlert,
  StateMessage,
  useNow,
  useText,
} from '@joinery/ui-kit';
import { App, Button, Form, Input, InputNumber, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { adminMessages } from './admin.messages.ts';
import { ShownOnce } from './shown-once.tsx';

export function TokensPage() {
  const t = useText(adminMessages);
  const may = useMay('tokens.write');
  const tokens = usePages('listApiTokens', { query: { limit: 100 } });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<ApiTokenCreated>();
  const add = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setAdding(true)}>
      {t('addToken')}
    </Button>
  );
  return (
    <Page title={t('tokens')} intro={t('tokensIntro')} actions={add}>
      <Panel>
        {tokens.isError ? (
          <FailedState error={tokens.error} onRetry={() => void tokens.refetch()} />
        ) : tokens.isSuccess && tokens.items.length === 0 ? (
          <StateMessage icon={<KeyOutlined />} title={t('noTokens')} actions={add}>
            {t('tokensIntro')}
          </StateMessage>
        ) : (
          <TokenTable tokens={tokens.items} loading={tokens.isPending} />
        )}
      </Panel>
      {adding && <AddTokenDialog onClose={() => setAdding(false)} onMade={setMade} />}
      {made && (
        <ShownOnce title={t('token')} text={t('tokenOnce')} secret={made.secret} onClose={() => setMade(undefined)} />
      )}
    </Page>
  );
}

function TokenTable({ tokens, loading }: { readonly tokens: readonly ApiToken[]; readonly loading: boolean }) {
  const t = useText(adminMessages);
  const now = useNow();
  const may = useMay('tokens.write');
  const { modal } = App.useApp();
  const revoke = useChange('revokeApiToken', ['listApiTokens', 'listAudit']);
  const ask = (token: ApiToken) =>
    void modal.confirm({
      title: `${t('revoke')}: ${token.name}`,
      content: t('revokeText'),
      okText: t('revoke'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => revoke.mutateAsync({ params: { tokenId: token.id } }),
    });
  const columns: TableColumnsType<ApiToken> = [
    {
      title: t('tokenName'),
      key: 'name',
      render: (_, token) => (
        <>
          <b className="j-ellipsis">{token.name}</b>
          <span className="j-mono j-muted">{token.prefix}…</span>
        </>
      ),
    },
    {
      title: t('permissions'),
      key: 'permissions',
      render: (_, token) => <span className="j-mono j-muted">{token.permissions.join(', ')}</span>,
    },
    { title: t('createdBy'), key: 'by', width: 130, render: (_, token) => token.createdBy.name },
    {
      title: t('lastUsed'),
      key: 'used',
      width: 120,
      render: (_, token) =>
        token.lastUsedAt === null ? <span className="j-muted">{t('neverUsed')}</span> : <Ago at={token.lastUsedAt} />,
    },
    {
      title: t('expires'),
      key: 'expires',
      width: 180,
      render: (_, token) =>
        Date.parse(token.expiresAt) < now ? (
          <Badge tone="error">{t('expired')}</Badge>
        ) : (
          <Moment at={token.expiresAt} />
        ),
    },
    {
      key: 'revoke',
      width: 100,
      align: 'right',
      render: (_, token) => (
        <Button size="small" danger disabled={!may} onClick={() => ask(token)}>
          {t('revoke')}
        </Button>
      ),
    },
  ];
  return (
    <Table<ApiToken>
      rowKey="id"
      columns={columns}
      dataSource={[...tokens]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
    />
  );
}

function AddTokenDialog({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (made: ApiTokenCreated) => void;
}) {
  const t = useText(adminMessages);
  const { permissions } = useSession();
  const [form] = Form.useForm<CreateApiToken>();
  const create = useChange('createApiToken', ['listApiTokens', 'listAudit']);
  const submit = (fields: CreateApiToken) =>
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
      title={t('addToken')}
      okText={t('add')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={create.isPending}
      width={520}
    >
      <ProblemAlert error={create.error} />
      <Form<CreateApiToken>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ expiresInDays: 90, permissions: ['flows.read', 'runs.read'] }}
        onFinish={submit}
        style={{ marginTop: 16 }}
      >
        <Form.Item name="name" label={t('tokenName')} rules={rules}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="permissions" label={t('permissions')} rules={rules}>
          <Select
            mode="multiple"
            options={permissions.map((permission) => ({ value: permission, label: permission }))}
          />
        </Form.Item>
        <Form.Item name="expiresInDays" label={t('expiresIn')} rules={rules}>
          <InputNumber min={1} max={366} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
