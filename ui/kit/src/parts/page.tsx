import type { ReactNode } from 'react';

interface PageProps {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its name, one sentence on what it is for, what can be done, and the rest. */
export function Page({ title, intro, actions, children }: PageProps) {
  return (
    <main className="j-page">
      <header className="j-page-head">
        <div style={{ minWidth: 0 }}>
          <h1>{title}</h1>
          {intro !== undefined && <p>{intro}</p>}
        </div>
        {actions !== undefined && <div className="j-page-actions">{actions}</div>}
      </header>
      {children}
    </main>
  );
}

export function Panel({
  title,
  extra,
  children,
  className,
}: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <section className={`j-panel ${className ?? ''}`}>
      {title !== undefined && (
        <div className="j-panel-title">
          <span>{title}</span>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}
