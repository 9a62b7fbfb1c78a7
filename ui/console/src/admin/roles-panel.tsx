import { CheckOutlined } from '@ant-design/icons';
import { useApi } from '@joinery/ui-api-client';
import { Panel, useLocal, useText } from '@joinery/ui-kit';
import { Table } from 'antd';
import { adminMessages } from './admin.messages.ts';

/** What each role may do, as one table. */
export function RolesPanel() {
  const t = useText(adminMessages);
  const local = useLocal();
  const roles = useApi('listRoles', {}, { staleMs: 600_000 });
  const list = roles.data?.items ?? [];
  const all = [...new Set(list.flatMap((role) => role.permissions))].toSorted();
  const columns = [
    {
      title: t('permission'),
      key: 'permission',
      render: (_: unknown, { permission }: { permission: string }) => <span className="j-mono">{permission}</span>,
    },
    ...list.map((role) => ({
      title: local(role.title),
      key: role.role,
      width: 120,
      align: 'center' as const,
      render: (_: unknown, { permission }: { permission: string }) =>
        role.permissions.includes(permission as never) ? (
          <CheckOutlined aria-label={local(role.title)} style={{ color: 'var(--j-success)' }} />
        ) : (
          <span className="j-muted">·</span>
        ),
    })),
  ];
  return (
    <Panel title={t('roles')}>
      <Table
        size="small"
        rowKey="permission"
        loading={roles.isPending}
        columns={columns}
        dataSource={all.map((permission) => ({ permission }))}
        pagination={false}
      />
    </Panel>
  );
}
