import { DownOutlined, RightOutlined, SearchOutlined } from '@ant-design/icons';
import { ConnectorTile, KindTile, useLocal, useText } from '@joinery/ui-kit';
import { Input, Modal } from 'antd';
import { useMemo, useState, type DragEvent } from 'react';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { paletteGroups, type PaletteGroup, type PaletteItem } from './palette-items.ts';
import './palette.css';
import { usePaletteSearch } from './use-palette-search.ts';

export const paletteDragType = 'application/x-joinery-step';

interface PaletteProps {
  readonly onChoose: (item: PaletteItem) => void;
  readonly draggable?: boolean;
  readonly autoFocus?: boolean;
}

/** Everything a flow can be made of, to drag or to choose. */
export function Palette({ onChoose, draggable = false, autoFocus = false }: PaletteProps) {
  const t = useText(designerMessages);
  const catalogue = useCatalogue();
  const groups = useMemo(() => paletteGroups(catalogue), [catalogue]);
  const [query, setQuery] = useState('');
  const shown = usePaletteSearch(groups, query);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(['basics']));
  const toggle = (key: string) =>
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <div className="d-palette">
      <div className="d-palette-search">
        <Input
          prefix={<SearchOutlined style={{ color: 'var(--j-text-3)' }} />}
          placeholder={t('searchSteps')}
          aria-label={t('searchSteps')}
          allowClear
          autoFocus={autoFocus}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onPressEnter={() => shown[0]?.items[0] && onChoose(shown[0].items[0])}
        />
      </div>
      <div className="d-palette-list">
        {shown.length === 0 && <p className="d-palette-none">{t('noSteps')}</p>}
        {shown.map((group) => (
          <PaletteSection
            key={group.key}
            group={group}
            open={query.trim() !== '' || opened.has(group.key)}
            onToggle={() => toggle(group.key)}
            onChoose={onChoose}
            draggable={draggable}
          />
        ))}
      </div>
      {draggable && <div className="d-palette-foot">{t('dragHint')}</div>}
    </div>
  );
}

interface PaletteSectionProps {
  readonly group: PaletteGroup;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onChoose: (item: PaletteItem) => void;
  readonly draggable: boolean;
}

function PaletteSection({ group, open, onToggle, onChoose, draggable }: PaletteSectionProps) {
  const local = useLocal();
  return (
    <section>
      <h3>
        <button type="button" aria-expanded={open} onClick={onToggle}>
          {group.key !== 'basics' && (
            <ConnectorTile name={group.key} title={local(group.title)} icon={group.icon} size={20} />
          )}
          <span className="j-ellipsis">{local(group.title)}</span>
          <small>{group.items.length}</small>
          {open ? <DownOutlined /> : <RightOutlined />}
        </button>
      </h3>
      {open &&
        group.items.map((item) => (
          <PaletteEntry key={item.key} item={item} group={group} onChoose={onChoose} draggable={draggable} />
        ))}
    </section>
  );
}

interface PaletteEntryProps {
  readonly item: PaletteItem;
  readonly group: PaletteGroup;
  readonly onChoose: (item: PaletteItem) => void;
  readonly draggable: boolean;
}

function PaletteEntry({ item, group, onChoose, draggable }: PaletteEntryProps) {
  const local = useLocal();
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(paletteDragType, item.key);
    event.dataTransfer.effectAllowed = 'move';
  };
  const text = local(item.text) === local(item.title) ? '' : local(item.text);
  return (
    <button
      type="button"
      className="d-palette-item"
      draggable={draggable}
      onDragStart={drag}
      onClick={() => onChoose(item)}
      title={text || local(item.title)}
    >
      {item.kind === 'action' ? (
        <ConnectorTile name={item.connector.name} title={local(group.title)} icon={group.icon} size={30} />
      ) : (
        <KindTile kind={item.kind} size={30} />
      )}
      <span className="d-palette-text">
        <span className="j-ellipsis">{local(item.title)}</span>
        {text !== '' && <small className="j-ellipsis">{text}</small>}
      </span>
    </button>
  );
}

/** The palette as a dialogue, where a plus was pressed. */
export function StepPicker({
  onChoose,
  onClose,
}: {
  readonly onChoose: (item: PaletteItem) => void;
  readonly onClose: () => void;
}) {
  const t = useText(designerMessages);
  return (
    <Modal
      open
      title={t('addStep')}
      footer={null}
      onCancel={onClose}
      width={440}
      styles={{ body: { margin: '0 -16px' } }}
      destroyOnHidden
    >
      <div style={{ height: 460 }}>
        <Palette onChoose={onChoose} autoFocus />
      </div>
    </Modal>
  );
}
