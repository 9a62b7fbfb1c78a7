import { PlayCircleOutlined } from '@ant-design/icons';
import { useApi, useChange, useMay } from '@joinery/ui-api-client';
import { Panel, paths, problemOf, problemSentence, StateMessage, useGo, useLanguage, useText } from '@joinery/ui-kit';
import { App, Button } from 'antd';
import { sandboxMessages } from './sandbox.messages.ts';

/** One click from nothing to a flow that runs between simulators; what to do next is said where it leads. */
export function ExampleButton() {
  const t = useText(sandboxMessages);
  const go = useGo();
  const { message } = App.useApp();
  const language = useLanguage();
  const may = useMay('flows.publish');
  const simulators = useApi('listSimulators', {});
  const open = useChange('useTemplate', ['listFlows', 'listConnections', 'readOverview', 'listTriggers']);
  if (!may || (simulators.data?.items.length ?? 0) === 0) return null;
  // The offer goes as soon as there is a flow, so what follows hangs on the promise and not on the component.
  const start = (): void =>
    void open
      .mutateAsync({ params: { template: 'ticket-cards-feishu' }, body: { onSimulators: true, publish: true } })
      .then(
        () => {
          void message.success(t('exampleRuns'), 8);
          go(paths.sandbox('service-core'));
        },
        (error: unknown) => {
          const problem = problemOf(error);
          void message.error(problem ? problemSentence(problem, language) : String(error));
        },
      );
  return (
    <Button type="primary" icon={<PlayCircleOutlined />} loading={open.isPending} onClick={start}>
      {t('example')}
    </Button>
  );
}

/** Shown where nothing would react to an edit yet. */
export function ExampleOffer() {
  const t = useText(sandboxMessages);
  const flows = useApi('listFlows', { query: { limit: 1 } });
  if (flows.data?.items.length !== 0) return null;
  return (
    <Panel className="s-offer">
      <StateMessage icon={<PlayCircleOutlined />} title={t('exampleTitle')} actions={<ExampleButton />}>
        {t('exampleText')}
      </StateMessage>
    </Panel>
  );
}
