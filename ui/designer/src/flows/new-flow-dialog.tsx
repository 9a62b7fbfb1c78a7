import { useChange } from '@joinery/ui-api-client';
import { paths, ProblemAlert, useGo, useText } from '@joinery/ui-kit';
import { Form, Input, Modal } from 'antd';
import { designerMessages } from '../designer.messages.ts';

interface Fields {
  readonly name: string;
  readonly description?: string;
}

export function NewFlowDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(designerMessages);
  const go = useGo();
  const [form] = Form.useForm<Fields>();
  const create = useChange('createFlow', ['listFlows']);
  const submit = ({ name, description }: Fields) =>
    create.mutate({ body: { name, description: description ?? '' } }, { onSuccess: (flow) => go(paths.flow(flow.id)) });
  return (
    <Modal
      open
      title={t('newFlow')}
      okText={t('create')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={create.isPending}
      width={480}
    >
      <ProblemAlert error={create.error} />
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={submit} style={{ marginTop: 16 }}>
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}
        >
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="description" label={t('description')}>
          <Input.TextArea maxLength={2000} rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
