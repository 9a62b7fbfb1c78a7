import { CopyButton, useText } from '@joinery/ui-kit';
import { Button, Modal } from 'antd';
import { adminMessages } from './admin.messages.ts';

/** A secret that is told this once. */
export function ShownOnce({
  title,
  text,
  secret,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const t = useText(adminMessages);
  return (
    <Modal
      open
      closable={false}
      title={title}
      width={480}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <p className="j-muted">{text}</p>
      <div
        className="j-json"
        style={{ display: 'flex', gap: 8, alignItems: 'center', justifyContent: 'space-between', fontSize: 15 }}
      >
        {secret} <CopyButton text={secret} />
      </div>
    </Modal>
  );
}
