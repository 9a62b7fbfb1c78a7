import { DownOutlined } from '@ant-design/icons';
import type { RunDetail } from '@joinery/contracts';
import { useChange, useMay, type RouteName } from '@joinery/ui-api-client';
import { paths, problemOf, problemSentence, useGo, useLanguage, useText } from '@joinery/ui-kit';
import { App, Button, Dropdown, Space } from 'antd';
import { monitorMessages } from '../monitor.messages.ts';

const outdated: readonly RouteName[] = ['readRun', 'listRuns', 'readOverview', 'readJournal', 'listWaits'];

/** What a person may do to a run now, each told before it is done. */
export function RunActions({ run }: { readonly run: RunDetail }) {
  const t = useText(monitorMessages);
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const go = useGo();
  const may = useMay('runs.operate');
  const params = { runId: run.id };
  const cancel = useChange('cancelRun', outdated);
  const resume = useChange('resumeRun', outdated);
  const redrive = useChange('redriveRun', outdated);
  const rerun = useChange('rerunRun', outdated);
  const ask = (title: string, content: string, act: () => Promise<unknown>) =>
    void modal.confirm({
      title,
      content,
      okText: title,
      cancelText: t('back'),
      onOk: () => act().catch((error: unknown) => void message.error(sentence(error))),
    });
  const sentence = (error: unknown) => {
    const problem = problemOf(error);
    return problem ? problemSentence(problem, language) : String(error);
  };
  const again = (version: 'same' | 'latest') =>
    ask(t('rerun'), t('rerunText'), async () =>
      go(paths.run((await rerun.mutateAsync({ params, body: { version } })).runId)),
    );
  const under = run.state === 'queued' || run.state === 'running' || run.state === 'waiting';
  const versions = [
    { key: 'same', label: t('rerunSame', { version: run.flow.version }), onClick: () => again('same') },
    { key: 'latest', label: t('rerunLatest'), onClick: () => again('latest') },
  ];
  if (!may) return null;
  return (
    <Space>
      {under && (
        <Button
          danger
          disabled={run.cancelRequested}
          onClick={() => ask(t('cancel'), t('cancelText'), () => cancel.mutateAsync({ params }))}
        >
          {t('cancel')}
        </Button>
      )}
      {run.state === 'failed' && (
        <>
          <Button onClick={() => ask(t('resume'), t('resumeText'), () => resume.mutateAsync({ params }))}>
            {t('resume')}
          </Button>
          <Button
            type="primary"
            onClick={() => ask(t('redrive'), t('redriveText'), () => redrive.mutateAsync({ params }))}
          >
            {t('redrive')}
          </Button>
        </>
      )}
      {!under && (
        <Dropdown menu={{ items: versions }} trigger={['click']}>
          <Button>
            {t('rerun')} <DownOutlined style={{ fontSize: 10 }} />
          </Button>
        </Dropdown>
      )}
    </Space>
  );
}
