import { ArrowRightOutlined } from '@ant-design/icons';
import type { FieldsMapping, Json, JsonSchema } from '@joinery/contracts';
import { StateMessage, useLanguage, useText } from '@joinery/ui-kit';
import { Checkbox, Modal, Progress, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { connectFields } from './mapping-edits.ts';
import { fieldTree, sampleText, type FieldNode } from './field-tree.ts';
import { requestFor } from './connect-request.ts';
import { proposedLines } from './propose.ts';

/** From here on a line is taken unless it is refused. */
const sure = 0.7;

interface AutoMapDialogProps {
  readonly mapping: FieldsMapping;
  readonly roots: readonly FieldNode[];
  readonly schema: JsonSchema | undefined;
  readonly sourceSchema: JsonSchema;
  readonly sample: Json;
  readonly onChange: (mapping: FieldsMapping) => void;
  readonly onClose: () => void;
}

/** Proposed lines with how sure they are; a person accepts one by one or all. */
export function AutoMapDialog({ mapping, roots, schema, sourceSchema, sample, onChange, onClose }: AutoMapDialogProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const targets = useMemo(
    () => fieldTree({ path: [], name: '', schema, sample: undefined, language }).children,
    [schema, language],
  );
  const proposals = useMemo(
    () => proposedLines({ mapping, roots, targets, sourceSchema, targetSchema: schema ?? {}, samples: [sample] }),
    [mapping, roots, targets, sourceSchema, schema, sample],
  );
  const [refused, setRefused] = useState<ReadonlySet<string>>(
    () => new Set(proposals.filter((one) => one.confidence < sure).map((one) => one.target.key)),
  );
  const accepted = proposals.filter((one) => !refused.has(one.target.key));
  const accept = () => {
    onChange(
      accepted.reduce(
        (now, { source, target }) => connectFields(now, requestFor(source, target, roots, targets)),
        mapping,
      ),
    );
    onClose();
  };
  const toggle = (key: string) =>
    setRefused((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <Modal
      open
      title={t('autoMapTitle')}
      width={720}
      onCancel={onClose}
      onOk={accept}
      okText={`${t('accept')} (${accepted.length})`}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: accepted.length === 0 }}
    >
      {proposals.length === 0 ? (
        <StateMessage title={t('autoMapNone')} />
      ) : (
        <div style={{ maxHeight: 440, overflow: 'auto' }}>
          {proposals.map(({ source, target, confidence, reason }) => (
            <label
              key={target.key}
              style={{
                display: 'grid',
                gridTemplateColumns: '24px 1fr 20px 1fr 96px',
                gap: 8,
                alignItems: 'center',
                padding: '8px 4px',
                borderBottom: '1px solid var(--j-line)',
              }}
            >
              <Checkbox checked={!refused.has(target.key)} onChange={() => toggle(target.key)} />
              <span style={{ minWidth: 0 }}>
                <span className="j-ellipsis">{source.title}</span>
                <small className="j-muted j-ellipsis">
                  {source.path.join('.')} {sampleText(source.sample) && `= ${sampleText(source.sample)}`}
                </small>
              </span>
              <ArrowRightOutlined style={{ color: 'var(--j-text-3)' }} />
              <span style={{ minWidth: 0 }}>
                <span className="j-ellipsis">
                  {target.required && <span className="d-required">*</span>}
                  {target.title}
                </span>
                <small className="j-muted j-ellipsis">{target.path.join('.')}</small>
              </span>
              <Tooltip title={reason[language]}>
                <Progress percent={Math.round(confidence * 100)} size="small" strokeColor="var(--j-primary)" />
              </Tooltip>
            </label>
          ))}
        </div>
      )}
    </Modal>
  );
}
