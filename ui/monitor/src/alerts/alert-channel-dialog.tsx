import type { AlertChannel, AlertConnector, Connection, CreateAlertChannel } from '@joinery/contracts';
import { useChange, useMay, usePages } from '@joinery/ui-api-client';
import { ProblemAlert, useLanguage, useText } from '@joinery/ui-kit';
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { monitorMessages } from '../monitor.messages.ts';
import { alertChannelMessages } from './alert-channels.messages.ts';

type Recipients = 'addresses' | 'mobiles' | 'none';

/** Whose connections can carry alerts, and whom a message can be for there. */
const carriers: Readonly<Record<AlertConnector, Recipients>> = {
  dingtalk: 'mobiles',
  wecom: 'mobiles',
  feishu: 'none',
  email: 'addresses',
  webhook: 'none',
};
const kinds = [
  'run-failed',
  'attempt-held',
  'trigger-silent',
  'trigger-failing',
  'connection-failing',
  'backlog',
  'sync-attention',
] as const satisfies readonly CreateAlertChannel['kinds'][number][];
const minute = 60_000;
const quietTimes = [5, 15, 30, 60, 240, 1_440].map((minutes) => minutes * minute);

const isCarrier = (name: string | undefined): name is AlertConnector =>
  name !== undefined && Object.hasOwn(carriers, name);
const isRobot = (name: string | undefined) => name === 'dingtalk' || name === 'wecom' || name === 'feishu';

/** The same connector also makes connections of an app, and webhooks that only receive. */
function canCarry({ connector, fields }: Connection): boolean {
  if (isRobot(connector.name)) return fields['kind'] === 'robot';
  return connector.name === 'email' || (connector.name === 'webhook' && Boolean(fields['targetUrl']));
}

/** The form of a channel, new or as it is. */
export function AlertChannelDialog({
  channel,
  onClose,
}: {
  readonly channel: AlertChannel | undefined;
  readonly onClose: () => void;
}) {
  const t = useText(alertChannelMessages);
  const language = useLanguage();
  const [form] = Form.useForm<CreateAlertChannel>();
  const create = useChange('createAlertChannel', ['listAlertChannels']);
  const update = useChange('updateAlertChannel', ['listAlertChannels']);
  const connections = usePages('listConnections', { query: { limit: 200 } });
  const chosen = Form.useWatch('connectionId', form) ?? channel?.connectionId;
  const connector = connections.items.find((one) => one.id === chosen)?.connector.name ?? channel?.connection.connector;
  const recipients = isCarrier(connector) ? carriers[connector] : 'none';
  const submit = (fields: CreateAlertChannel) => {
    const body = {
      ...fields,
      recipients: recipients === 'none' ? [] : fields.recipients,
      mentionAll: isRobot(connector) && fields.mentionAll,
    };
    if (channel)
      update.mutate(
        { params: { channelId: channel.id }, body: { ...body, revision: channel.revision } },
        { onSuccess: onClose },
      );
    else create.mutate({ body }, { onSuccess: onClose });
  };
  const rules = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t(channel ? 'editChannel' : 'add')}
      okText={t(channel ? 'save' : 'add')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={create.isPending || update.isPending}
      width={600}
    >
      <ProblemAlert error={create.error ?? update.error} />
      <Form<CreateAlertChannel>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={channel ? fieldsOf(channel) : { ...fresh, language }}
        onFinish={submit}
        style={{ marginTop: 16 }}
      >
        <Form.Item name="name" label={t('name')} rules={rules}>
          <Input autoFocus autoComplete="off" maxLength={100} placeholder={t('namePlaceholder')} />
        </Form.Item>
        <Form.Item name="connectionId" label={t('connection')} rules={rules} extra={t('connectionText')}>
          <Select
            loading={connections.isPending}
            options={connections.items.filter(canCarry).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="recipients"
          label={t(recipients === 'addresses' ? 'addresses' : 'mobiles')}
          extra={t('recipientsText')}
          hidden={recipients === 'none'}
          rules={recipients === 'addresses' ? rules : []}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', ',', ';']} />
        </Form.Item>
        <Form.Item name="mentionAll" valuePropName="checked" extra={t('keywordText')} hidden={!isRobot(connector)}>
          <Checkbox>{t('mentionAll')}</Checkbox>
        </Form.Item>
        <Wishes />
        <Form.Item name="language" label={t('language')}>
          <Select
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Form.Item>
        <QuietTime now={channel?.quietMs} />
        <Form.Item name="tellResolved" valuePropName="checked">
          <Checkbox>{t('tellResolved')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Which alerts it wants; nothing chosen is all of them. */
function Wishes() {
  const t = useText(alertChannelMessages);
  const m = useText(monitorMessages);
  const flows = usePages('listFlows', { query: { limit: 200 } }, { enabled: useMay('flows.read') });
  return (
    <>
      <Form.Item name="severities" label={t('severities')}>
        <Select
          mode="multiple"
          placeholder={t('all')}
          options={(['error', 'warning'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Form.Item>
      <Form.Item name="kinds" label={t('kinds')}>
        <Select
          mode="multiple"
          placeholder={t('all')}
          options={kinds.map((value) => ({ value, label: m(`a_${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="flows" label={t('flows')} extra={t('flowsText')}>
        <Select
          mode="multiple"
          placeholder={t('all')}
          optionFilterProp="label"
          options={flows.items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  );
}

function QuietTime({ now }: { readonly now: number | undefined }) {
  const t = useText(alertChannelMessages);
  const times = now === undefined || quietTimes.includes(now) ? quietTimes : [...quietTimes, now];
  const label = (ms: number) =>
    ms % (60 * minute) === 0
      ? t('hours', { count: ms / (60 * minute) })
      : t('minutes', { count: Math.round(ms / minute) });
  return (
    <Form.Item name="quietMs" label={t('quiet')} extra={t('quietText')}>
      <Select options={times.map((value) => ({ value, label: label(value) }))} />
    </Form.Item>
  );
}

const fresh = {
  recipients: [],
  mentionAll: false,
  severities: [],
  kinds: [],
  flows: [],
  quietMs: 30 * minute,
  tellResolved: true,
};

function fieldsOf(channel: AlertChannel) {
  const {
    name,
    connectionId,
    recipients,
    mentionAll,
    kinds: wanted,
    severities,
    flows,
    language,
    quietMs,
    tellResolved,
  } = channel;
  return {
    name,
    connectionId,
    recipients,
    mentionAll,
    kinds: wanted,
    severities,
    flows,
    language,
    quietMs,
    tellResolved,
  };
}
