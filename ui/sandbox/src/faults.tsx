import type { JsonObject, Simulator, SimulatorFault } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { Badge, propertiesOf, ProblemAlert, SchemaForm, useLocal, useText } from '@joinery/ui-kit';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { sandboxMessages } from './sandbox.messages.ts';

/** Knobs that make a simulator misbehave as its vendor would. */
export function Faults({ simulator }: { readonly simulator: Simulator }) {
  const t = useText(sandboxMessages);
  if (simulator.faults.length === 0) return <p className="j-muted">{t('noFaults')}</p>;
  return (
    <>
      <p className="j-muted" style={{ marginTop: 0 }}>
        {t('faultsText')}
      </p>
      {simulator.faults.map((fault) => (
        <Fault key={fault.name} simulator={simulator.name} fault={fault} />
      ))}
    </>
  );
}

function Fault({ simulator, fault }: { readonly simulator: string; readonly fault: SimulatorFault }) {
  const t = useText(sandboxMessages);
  const local = useLocal();
  const may = useMay('sandbox.write');
  const set = useChange('setSimulatorFault', ['listSimulators']);
  const [settings, setSettings] = useState<JsonObject>(fault.settings);
  const put = (active: boolean) =>
    set.mutate({ params: { simulator, fault: fault.name }, body: { active, settings: settings as never } });
  const configurable = propertiesOf(fault.settingsSchema).length > 0;
  return (
    <div className="s-fault">
      <div className="s-fault-head">
        <span>
          {local(fault.title)} {fault.active && <Badge tone="warning">{t('active')}</Badge>}
        </span>
        <Switch
          checked={fault.active}
          disabled={!may}
          loading={set.isPending}
          aria-label={local(fault.title)}
          onChange={put}
        />
      </div>
      <ProblemAlert error={set.error} />
      {configurable && (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 12, alignItems: 'end', marginTop: 8 }}>
          <div>
            <SchemaForm
              idPrefix={`fault-${fault.name}`}
              schema={fault.settingsSchema}
              value={settings}
              disabled={!may}
              onChange={setSettings}
            />
          </div>
          {fault.active && (
            <Button
              style={{ marginBottom: 20 }}
              disabled={!may || settings === fault.settings}
              onClick={() => put(true)}
            >
              {t('apply')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
