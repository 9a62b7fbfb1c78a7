import { ExperimentOutlined } from '@ant-design/icons';
import type { Simulator } from '@joinery/contracts';
import { useApi, useChange, useMay } from '@joinery/ui-api-client';
import {
  ConnectorTile,
  FailedState,
  GoTo,
  LoadingState,
  Page,
  Panel,
  paths,
  StateMessage,
  useLocal,
  useParam,
  useText,
} from '@joinery/ui-kit';
import { App, Button, Tabs } from 'antd';
import { ExampleOffer } from './example.tsx';
import { Faults } from './faults.tsx';
import { Messages } from './messages.tsx';
import { Records } from './records.tsx';
import './sandbox.css';
import { sandboxMessages } from './sandbox.messages.ts';

const everyMs = 3_000;

/** The simulators: what is inside, what they received, how they misbehave. */
export function SandboxPage() {
  const t = useText(sandboxMessages);
  const simulators = useApi('listSimulators', {}, { everyMs: 15_000 });
  const wanted = useParam('simulator');
  if (simulators.isError) return <FailedState error={simulators.error} onRetry={() => void simulators.refetch()} />;
  if (!simulators.data) return <LoadingState />;
  const list = simulators.data.items;
  const shown =
    list.find((one) => one.name === wanted) ??
    list.find((one) => one.collections.some((collection) => collection.editable)) ??
    list[0];
  const inboxes = list.filter((one) => one.inbox);
  return (
    <Page title={t('sandbox')} intro={t('intro')}>
      {shown === undefined ? (
        <Panel>
          <StateMessage icon={<ExperimentOutlined />} title={t('none')}>
            {t('noneText')}
          </StateMessage>
        </Panel>
      ) : (
        <>
          <ExampleOffer />
          <SimulatorList simulators={list} shown={shown} />
          <div className="s-grid">
            <SimulatorView key={shown.name} simulator={shown} />
            <Panel title={t('messages')}>
              <Messages inboxes={inboxes} everyMs={everyMs} />
            </Panel>
          </div>
        </>
      )}
    </Page>
  );
}

function SimulatorList({
  simulators,
  shown,
}: {
  readonly simulators: readonly Simulator[];
  readonly shown: Simulator;
}) {
  const local = useLocal();
  return (
    <nav className="s-list">
      {simulators.map((simulator) => (
        <GoTo
          key={simulator.name}
          to={paths.sandbox(simulator.name)}
          className={simulator === shown ? 's-simulator here' : 's-simulator'}
        >
          <ConnectorTile name={simulator.connector} title={local(simulator.title)} size={28} />
          <span className="j-ellipsis">{local(simulator.title)}</span>
        </GoTo>
      ))}
    </nav>
  );
}

function SimulatorView({ simulator }: { readonly simulator: Simulator }) {
  const t = useText(sandboxMessages);
  const local = useLocal();
  const items = [
    ...simulator.collections.map((collection) => ({
      key: collection.name,
      label: `${local(collection.title)} ${collection.count}`,
      children: (
        <Records
          key={collection.name}
          simulator={simulator.name}
          connector={simulator.connector}
          collection={collection}
          everyMs={everyMs}
        />
      ),
    })),
    { key: ' faults', label: t('faults'), children: <Faults simulator={simulator} /> },
  ];
  return (
    <Panel>
      <div className="s-head">
        <ConnectorTile name={simulator.connector} title={local(simulator.title)} size={40} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <h2>{local(simulator.title)}</h2>
          <p>{local(simulator.description)}</p>
          <p className="j-mono">{simulator.url}</p>
        </div>
        <ResetButton simulator={simulator} />
      </div>
      <div className="s-body">
        <Tabs items={items} />
      </div>
    </Panel>
  );
}

function ResetButton({ simulator }: { readonly simulator: Simulator }) {
  const t = useText(sandboxMessages);
  const local = useLocal();
  const may = useMay('sandbox.write');
  const { modal } = App.useApp();
  const reset = useChange('resetSimulator', ['listSimulators', 'listSimulatorRecords', 'listSimulatorMessages']);
  const ask = () =>
    void modal.confirm({
      title: t('resetTitle', { name: local(simulator.title) }),
      content: t('resetText'),
      okText: t('reset'),
      cancelText: t('cancel'),
      onOk: () => reset.mutateAsync({ params: { simulator: simulator.name } }),
    });
  return (
    <Button size="small" disabled={!may} onClick={ask}>
      {t('reset')}
    </Button>
  );
}
