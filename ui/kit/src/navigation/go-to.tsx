import { useRouter } from '@tanstack/react-router';
import { useCallback, type MouseEvent, type ReactNode } from 'react';

interface GoToProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  readonly 'aria-label'?: string;
}

/** A link within the console: a real address, opened without loading the page anew. */
export function GoTo({ to, children, ...rest }: GoToProps) {
  const go = useGo();
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  };
  return (
    <a href={to} onClick={onClick} {...rest}>
      {children}
    </a>
  );
}

export function useGo(): (to: string, how?: { readonly replace?: boolean }) => void {
  const router = useRouter();
  return useCallback((to, how) => (how?.replace ? router.history.replace(to) : router.history.push(to)), [router]);
}
