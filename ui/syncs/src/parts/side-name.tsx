import { SwapOutlined, ArrowRightOutlined, ArrowLeftOutlined } from '@ant-design/icons';
import type { SyncDirection } from '@joinery/contracts';
import { ConnectorTile, useText } from '@joinery/ui-kit';
import { syncsMessages } from '../syncs.messages.ts';
import type { SideView, Sides } from '../model/use-side.ts';

/** A system's sign and name. */
export function SideName({ side, size = 20 }: { readonly side: SideView; readonly size?: number }) {
  return (
    <span className="y-side" title={side.connection?.name ?? side.name}>
      <ConnectorTile name={side.connectorName} title={side.connectorTitle} icon={side.icon} size={size} />
      <span className="j-ellipsis">{side.name}</span>
    </span>
  );
}

/** Which records of which systems, and which way. */
export function SidesLine({
  sides,
  direction,
  size = 20,
}: {
  readonly sides: Sides;
  readonly direction: SyncDirection;
  readonly size?: number;
}) {
  return (
    <span className="y-sides">
      <End side={sides.a} size={size} />
      <DirectionSign direction={direction} />
      <End side={sides.b} size={size} />
    </span>
  );
}

function End({ side, size }: { readonly side: SideView; readonly size: number }) {
  return (
    <span className="y-side" title={`${side.connection?.name ?? side.name} · ${side.objectTitle}`}>
      <ConnectorTile name={side.connectorName} title={side.connectorTitle} icon={side.icon} size={size} />
      <span className="j-ellipsis">
        {side.name} · {side.objectTitle}
      </span>
    </span>
  );
}

const signs = {
  both: <SwapOutlined />,
  'a-to-b': <ArrowRightOutlined />,
  'b-to-a': <ArrowLeftOutlined />,
} as const;

export function DirectionSign({ direction }: { readonly direction: SyncDirection }) {
  const t = useText(syncsMessages);
  const said = t(direction === 'both' ? 'bothWays' : 'oneWay');
  return (
    <span className="y-direction" role="img" aria-label={said} title={said}>
      {signs[direction]}
    </span>
  );
}
