import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

type Query = Readonly<Record<string, string>>;

/** Filters that live in the address, so that a filtered list can be sent to a colleague and survives reload. */
export function useQueryState(): readonly [Query, (part: Readonly<Record<string, string | undefined>>) => void] {
  const router = useRouter();
  const location = useRouterState({ select: (state) => state.location });
  const text = location.searchStr;
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (part: Readonly<Record<string, string | undefined>>) => {
      const current = router.state.location;
      router.history.replace(`${current.pathname}${changed(current.searchStr, part)}`);
    },
    [router],
  );
  return [query, change];
}

function changed(text: string, part: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams(text);
  for (const [name, value] of Object.entries(part)) {
    if (value === undefined || value === '') params.delete(name);
    else params.set(name, value);
  }
  const next = params.toString();
  return next === '' ? '' : `?${next}`;
}
