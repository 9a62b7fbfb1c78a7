import type { Json, JsonObject, SyncIssue, SyncSummary } from '@joinery/contracts';
import { call, outdate } from '@joinery/ui-api-client';
import { FieldControl, ProblemAlert, useText } from '@joinery/ui-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Modal } from 'antd';
import { useState } from 'react';
import { pathOfKey, schemaAt } from '../model/field-titles.ts';
import type { SideView } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

interface EditStoredDialogProps {
  readonly sync: SyncSummary;
  /** The one that is written. */
  readonly side: SideView;
  readonly issue: SyncIssue;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const masked = '•••';

/** Corrects what was to be written, and sends it. */
export function EditStoredDialog({ sync, side, issue, onDone, onClose }: EditStoredDialogProps) {
  const t = useText(syncsMessages);
  const client = useQueryClient();
  const { message } = App.useApp();
  const stored = issue.stored?.fields ?? {};
  const [changed, setChanged] = useState<Readonly<Record<string, Json>>>({});
  const params = { syncId: sync.id };
  const send = useMutation({
    mutationFn: async () => {
      await call('editSyncIssue', {
        params: { ...params, issueId: issue.id },
        body: { fields: changed as JsonObject },
      });
      await call('retrySyncIssues', { params, body: { way: 'send-stored', ids: [issue.id] } });
      await outdate(client, touched);
    },
    onSuccess: () => {
      void message.success(t('toldIt'));
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      open
      width={620}
      title={t('correctTitle', { side: side.name })}
      okText={t('correctAndSend')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: Object.keys(changed).length === 0 }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="j-muted">{t('correctText')}</p>
      <ProblemAlert error={send.error} />
      <div style={{ maxHeight: 420, overflow: 'auto' }}>
        {Object.entries(stored).map(([key, value]) => (
          <Form.Item key={key} label={side.titleOfKey(key)} htmlFor={`stored-${key}`} layout="vertical">
            <FieldControl
              id={`stored-${key}`}
              schema={
                schemaAt(side.schema, pathOfKey(key)) ?? { type: typeof value === 'number' ? 'number' : 'string' }
              }
              value={Object.hasOwn(changed, key) ? changed[key] : value === masked ? undefined : value}
              disabled={false}
              onChange={(next) => setChanged({ ...changed, [key]: next ?? null })}
            />
          </Form.Item>
        ))}
      </div>
    </Modal>
  );
}
