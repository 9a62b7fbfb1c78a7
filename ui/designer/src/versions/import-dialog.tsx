import type { Connection } from '@joinery/contracts';
import { readFlowText, type NamedConnection } from '@joinery/flow';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Alert, App, Input, Modal, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { connectionsFor } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { useDraftActions } from '../draft/draft-context.tsx';

/** Takes an exported flow over as the draft: text, then a connection for each that it names. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(designerMessages);
  const { message } = App.useApp();
  const catalogue = useCatalogue();
  const { edit } = useDraftActions();
  const fileId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const read = useMemo(() => (text.trim() === '' ? undefined : readFlowText(text)), [text]);
  const take = (next: string) => {
    setText(next);
    const flow = readFlowText(next);
    setChosen(flow.kind === 'flow' ? ofTheSameName(flow.connections, catalogue.connections) : new Map());
  };
  const confirm = () => {
    if (read?.kind !== 'flow') return;
    edit(() => read.bind(chosen));
    void message.success(t('importDone'));
    onClose();
  };
  return (
    <Modal
      open
      width={600}
      title={t('importFlow')}
      okText={t('import')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: read?.kind !== 'flow' }}
      onOk={confirm}
      onCancel={onClose}
    >
      <p className="j-muted">{t('importText')}</p>
      <label htmlFor={fileId} style={{ display: 'block', marginBottom: 4 }}>
        {t('importFile')}
      </label>
      <input
        id={fileId}
        type="file"
        accept="application/json,.json"
        onChange={(event) => void event.target.files?.[0]?.text().then(take)}
      />
      <Input.TextArea
        style={{ margin: '12px 0' }}
        className="j-mono"
        rows={6}
        value={text}
        placeholder={t('importPaste')}
        aria-label={t('importPaste')}
        onChange={(event) => take(event.target.value)}
      />
      {read?.kind === 'refused' && <Refusals findings={read.findings} />}
      {read?.kind === 'flow' && read.connections.length > 0 && (
        <>
          <div className="d-section-title">{t('importConnections')}</div>
          {read.connections.map((named) => (
            <ConnectionChoice
              key={named.name}
              named={named}
              chosen={chosen.get(named.name)}
              onChoose={(id) => setChosen(withChoice(chosen, named.name, id))}
            />
          ))}
        </>
      )}
    </Modal>
  );
}

type Refused = Extract<ReturnType<typeof readFlowText>, { kind: 'refused' }>;

function Refusals({ findings }: Pick<Refused, 'findings'>) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const list = (
    <ul style={{ margin: 0, paddingInlineStart: 16 }}>
      {findings.slice(0, 10).map(({ place, message }) => (
        <li key={place}>
          <span className="j-mono">{place}</span> {message[language]}
        </li>
      ))}
    </ul>
  );
  return <Alert type="error" showIcon title={t('importRefused')} description={list} />;
}

interface ConnectionChoiceProps {
  readonly named: NamedConnection;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

function ConnectionChoice({ named, chosen, onChoose }: ConnectionChoiceProps) {
  const t = useText(designerMessages);
  const catalogue = useCatalogue();
  const options = connectionsFor(catalogue, named.connector).map(({ id, name }) => ({
    value: id as string,
    label: name,
  }));
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12, alignItems: 'center', marginBottom: 8 }}>
      <span className="j-ellipsis" title={named.name}>
        {named.name} <span className="j-muted">{named.connector}</span>
      </span>
      <Select<string>
        allowClear
        aria-label={`${t('connection')}: ${named.name}`}
        placeholder={t('importOpen')}
        value={chosen ?? null}
        options={options}
        onChange={onChoose}
      />
    </div>
  );
}

function ofTheSameName(
  named: readonly NamedConnection[],
  connections: readonly Connection[],
): ReadonlyMap<string, string> {
  return new Map(
    named.flatMap(({ name, connector }): [string, string][] => {
      const same = connections.find((one) => one.name === name && one.connector.name === connector);
      return same ? [[name, same.id]] : [];
    }),
  );
}

function withChoice(chosen: ReadonlyMap<string, string>, name: string, id: string | undefined) {
  const next = new Map(chosen);
  if (id === undefined) next.delete(name);
  else next.set(name, id);
  return next;
}
