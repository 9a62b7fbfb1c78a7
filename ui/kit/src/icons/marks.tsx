import type { ReactNode } from 'react';

interface MarkProps {
  readonly size?: number;
}

function Mark({ size = 18, children }: MarkProps & { readonly children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** The mark of Joinery: a mortise and a tenon, one held by the other. */
export function JoineryMark({ size = 28 }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 8.5A3.5 3.5 0 0 1 7.5 5H15v7.5h4v7h-4V27H7.5A3.5 3.5 0 0 1 4 23.5z" fill="var(--j-primary)" />
      <path d="M28 8.5A3.5 3.5 0 0 0 24.5 5H17v5.5h4v11h-4V27h7.5a3.5 3.5 0 0 0 3.5-3.5z" fill="var(--j-walnut)" />
    </svg>
  );
}

export const marks = {
  action: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M11 2.5 4.5 11H10l-1 6.5L15.5 9H10z" />
    </Mark>
  ),
  map: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M3 5h3.5c4 0 3 10 7 10H17M3 15h3.5c1.6 0 2.4-1.6 3-3.4M17 5h-3.5c-1.6 0-2.4 1.6-3 3.4" />
      <path d="m15 3 2 2-2 2M15 13l2 2-2 2" />
    </Mark>
  ),
  branch: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M10 3v4M10 7c0 4-5 3-5 7v3M10 7c0 4 5 3 5 7v3M10 7v10" />
    </Mark>
  ),
  filter: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M3.5 4.5h13l-5 6v5l-3 1.5v-6.5z" />
    </Mark>
  ),
  each: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M4 10a6 6 0 0 1 10.5-4M16 10a6 6 0 0 1-10.5 4" />
      <path d="M14.7 2.7V6.2H11.2M5.3 17.3v-3.5h3.5" />
    </Mark>
  ),
  wait: (props: MarkProps) => (
    <Mark {...props}>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.8" />
    </Mark>
  ),
  flow: (props: MarkProps) => (
    <Mark {...props}>
      <rect x="3" y="3" width="6" height="5" rx="1.5" />
      <rect x="11" y="12" width="6" height="5" rx="1.5" />
      <path d="M6 8v4.5A2 2 0 0 0 8 14.5h3" />
    </Mark>
  ),
  reply: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M8 5 3.5 9.5 8 14M4 9.5h8a4.5 4.5 0 0 1 4.5 4.5v1.5" />
    </Mark>
  ),
  end: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M5 17V3.5M5 4h9.5l-2 3.5 2 3.5H5" />
    </Mark>
  ),
  event: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M10 3.5a4.5 4.5 0 0 1 4.5 4.5c0 4 1.5 5 1.5 5H4s1.5-1 1.5-5A4.5 4.5 0 0 1 10 3.5zM8.5 16a1.6 1.6 0 0 0 3 0" />
    </Mark>
  ),
  schedule: (props: MarkProps) => (
    <Mark {...props}>
      <rect x="3" y="4.5" width="14" height="12.5" rx="2" />
      <path d="M3 8.5h14M7 2.5v4M13 2.5v4" />
    </Mark>
  ),
  manual: (props: MarkProps) => (
    <Mark {...props}>
      <path d="M6 4.2v11.6L15.5 10z" />
    </Mark>
  ),
} as const;

export type MarkName = keyof typeof marks;

const hues: Readonly<Record<MarkName, number>> = {
  action: 222,
  map: 268,
  branch: 32,
  filter: 190,
  each: 168,
  wait: 345,
  flow: 222,
  reply: 145,
  end: 220,
  event: 28,
  schedule: 28,
  manual: 28,
};

/** A tinted square with the mark of a kind of step or trigger. */
export function KindTile({ kind, size = 36 }: { readonly kind: MarkName; readonly size?: number }) {
  const Icon = marks[kind];
  return (
    <span className="j-tile" style={tileStyle(hues[kind], size, kind === 'end' ? 8 : 55)}>
      <Icon size={Math.round(size * 0.54)} />
    </span>
  );
}

function tileStyle(hue: number, size: number, saturation: number) {
  return {
    width: size,
    height: size,
    borderRadius: Math.round(size / 4),
    color: `light-dark(hsl(${hue} ${saturation}% 38%), hsl(${hue} ${saturation}% 74%))`,
    background: `light-dark(hsl(${hue} ${saturation}% 94%), hsl(${hue} ${Math.round(saturation / 2)}% 20%))`,
  };
}

/** The picture of a connector: its own icon as an image, or its initial on a colour of its own. */
export function ConnectorTile({
  name,
  title,
  icon,
  size = 36,
}: {
  readonly name: string;
  readonly title: string;
  readonly icon?: string | null;
  readonly size?: number;
}) {
  if (icon) {
    return (
      <span
        className="j-tile"
        style={{ width: size, height: size, background: 'var(--j-surface-soft)', border: '1px solid var(--j-line)' }}
      >
        <img src={iconSource(icon)} alt="" width={Math.round(size * 0.62)} height={Math.round(size * 0.62)} />
      </span>
    );
  }
  const style = { ...tileStyle(hueOf(name), size, 50), fontSize: Math.round(size * 0.42) };
  return (
    <span className="j-tile" style={style} aria-hidden="true">
      {[...title.trim()][0] ?? '?'}
    </span>
  );
}

function iconSource(icon: string): string {
  return icon.startsWith('data:') ? icon : `data:image/svg+xml;utf8,${encodeURIComponent(icon)}`;
}

/** The same colour for the same name, always. */
function hueOf(name: string): number {
  let sum = 7;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return sum;
}
