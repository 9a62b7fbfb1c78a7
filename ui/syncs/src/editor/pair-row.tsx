import {
  ArrowLeftOutlined,
  ArrowRightOutlined,
  DeleteOutlined,
  PartitionOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { FieldOwner, Side, SyncDirection } from '@joinery/contracts';
import type { FieldNode } from '@joinery/ui-designer/sync-mapper';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button, Select, Tooltip } from 'antd';
import { useState } from 'react';
import type { FieldPair, PairDraft } from '../model/pairs.ts';
import type { Sides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import type { PairFinding } from './field-findings.ts';
import { FieldSelect } from './field-select.tsx';

interface PairRowProps {
  /** Undefined: it is being made. */
  readonly pair: FieldPair | undefined;
  readonly fields: Readonly<Record<Side, readonly FieldNode[]>>;
  readonly sides: Sides;
  readonly direction: SyncDirection;
  readonly editable: boolean;
  readonly findings: readonly PairFinding[];
  readonly onPut: (pair: PairDraft) => void;
  readonly onRemove: () => void;
  /** Opens the mapper of what goes to a side. */
  readonly onMap: (to: Side) => void;
}

export function PairRow({ pair, fields, sides, direction, editable, findings, onPut, onRemove, onMap }: PairRowProps) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const [begun, setBegun] = useState<PairDraft>({ way: direction });
  const now: PairDraft = pair ?? begun;
  const put = (part: Partial<PairDraft>) => {
    const next = { ...now, ...part };
    if (pair || (next.a && next.b)) onPut(next);
    else setBegun(next);
  };
  const field = (side: Side) => {
    const path = now[side];
    const made = pair?.made[side === 'a' ? 'b' : 'a'];
    if (pair && !path)
      return (
        <Button className="y-made" icon={<PartitionOutlined />} onClick={() => onMap(side === 'a' ? 'b' : 'a')}>
          {t(made === 'constant' ? 'madeConstant' : 'madeExpression')}
        </Button>
      );
    return (
      <FieldSelect
        label={t('fieldOf', { side: sides[side].name })}
        fields={fields[side]}
        value={path}
        disabled={!editable}
        onChange={(next) => put({ [side]: next })}
      />
    );
  };
  const isMade = pair && (pair.made.a !== undefined || pair.made.b !== undefined);
  return (
    <div role="row" className="y-pair-block">
      <div className="y-pair">
        <span role="cell">{field('a')}</span>
        <span role="cell">
          <WaySelect direction={direction} value={now.way} disabled={!editable} onChange={(way) => put({ way })} />
        </span>
        <span role="cell">{field('b')}</span>
        {direction === 'both' && (
          <span role="cell">
            <OwnerSelect
              sides={sides}
              value={now.owner}
              disabled={!editable || now.way !== 'both'}
              onChange={(owner) => {
                const { owner: _, ...rest } = now;
                onPutOwner(owner === undefined ? rest : { ...rest, owner });
              }}
            />
          </span>
        )}
        <span role="cell">
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('removePair')}
            disabled={!editable}
            onClick={onRemove}
          />
        </span>
      </div>
      {isMade && (
        <div className="y-pair-notes">
          {(['b', 'a'] as const).map((to) => {
            const kind = pair.made[to];
            return (
              kind && (
                <Button key={to} size="small" type="link" icon={<PartitionOutlined />} onClick={() => onMap(to)}>
                  {t('madeTo', { side: sides[to].name, how: t(`made-${kind}`) })}
                </Button>
              )
            );
          })}
        </div>
      )}
      {findings.map(({ to, finding }, index) => (
        <div key={index} className={`y-pair-finding ${finding.severity}`} role="status">
          <span>{finding.message[language]}</span>
          <Button size="small" type="link" onClick={() => onMap(to)}>
            {t('openMapper')}
          </Button>
        </div>
      ))}
    </div>
  );

  function onPutOwner(next: PairDraft) {
    if (pair) onPut(next);
    else setBegun(next);
  }
}

const waySigns = {
  both: <SwapOutlined />,
  'a-to-b': <ArrowRightOutlined />,
  'b-to-a': <ArrowLeftOutlined />,
} as const;

interface WaySelectProps {
  readonly direction: SyncDirection;
  readonly value: SyncDirection;
  readonly disabled: boolean;
  readonly onChange: (way: SyncDirection) => void;
}

function WaySelect({ direction, value, disabled, onChange }: WaySelectProps) {
  const t = useText(syncsMessages);
  if (direction !== 'both') return <span className="y-direction">{waySigns[direction]}</span>;
  const ways = ['both', 'a-to-b', 'b-to-a'] as const;
  const next = ways[(ways.indexOf(value) + 1) % ways.length]!;
  return (
    <Tooltip title={t(`way-${value}`)}>
      <Button
        type="text"
        icon={waySigns[value]}
        aria-label={t(`way-${value}`)}
        disabled={disabled}
        onClick={() => onChange(next)}
      />
    </Tooltip>
  );
}

interface OwnerSelectProps {
  readonly sides: Sides;
  readonly value: FieldOwner | undefined;
  readonly disabled: boolean;
  readonly onChange: (owner: FieldOwner | undefined) => void;
}

function OwnerSelect({ sides, value, disabled, onChange }: OwnerSelectProps) {
  const t = useText(syncsMessages);
  return (
    <Select<FieldOwner | 'default'>
      style={{ width: '100%' }}
      aria-label={t('owner')}
      disabled={disabled}
      value={value ?? 'default'}
      onChange={(owner) => onChange(owner === 'default' ? undefined : owner)}
      options={(['default', 'latest', 'a', 'b', 'manual'] as const).map((owner) => ({
        value: owner,
        label: owner === 'a' || owner === 'b' ? t('ownerSide', { side: sides[owner].name }) : t(`owner-${owner}`),
      }))}
    />
  );
}
