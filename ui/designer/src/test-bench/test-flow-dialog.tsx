import type { Json } from '@joinery/contracts';
import { useChange } from '@joinery/ui-api-client';
import { JsonControl, paths, ProblemAlert, useGo, useText } from '@joinery/ui-kit';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useSamples } from '../catalogue/use-design-data.ts';
import { designerMessages } from '../designer.messages.ts';
import { SampleSelect } from './sample-select.tsx';

interface TestFlowDialogProps {
  readonly flowId: string;
  /** The draft is saved before it is run. */
  readonly save: () => Promise<void>;
  readonly onClose: () => void;
}

/** Runs the draft as a whole on an event and goes to the run. */
export function TestFlowDialog({ flowId, save, onClose }: TestFlowDialogProps) {
  const t = useText(designerMessages);
  const go = useGo();
  const { sample } = useSamples();
  const [edited, setEdited] = useState<{ readonly of: string | undefined; readonly body: Json | undefined }>();
  const [allowEffects, setAllowEffects] = useState(false);
  const test = useChange('testRun', ['listRuns']);
  const event = edited && edited.of === sample?.id ? edited.body : (sample?.body ?? {});
  const start = async () => {
    await save();
    test.mutate(
      { params: { flowId }, body: { event: event as never, allowEffects } },
      { onSuccess: ({ runId }) => go(paths.run(runId)) },
    );
  };
  return (
    <Modal
      open
      title={t('testFlowTitle')}
      width={620}
      onCancel={onClose}
      okText={t('startTest')}
      cancelText={t('cancel')}
      confirmLoading={test.isPending}
      onOk={() => void start()}
    >
      <p className="j-muted">{t('testFlowText')}</p>
      <ProblemAlert error={test.error} />
      <SampleSelect />
      <JsonControl
        key={sample?.id}
        id="test-event"
        value={event}
        disabled={false}
        onChange={(body) => setEdited({ of: sample?.id, body })}
      />
      <Checkbox
        style={{ marginTop: 12 }}
        checked={allowEffects}
        onChange={(change) => setAllowEffects(change.target.checked)}
      >
        {t('allowEffects')}
      </Checkbox>
    </Modal>
  );
}
