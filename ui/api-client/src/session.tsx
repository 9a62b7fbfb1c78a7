import type { Permission, Session } from '@joinery/contracts';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { isProblem } from './api-error.ts';
import { call, setCsrfToken } from './call.ts';

const sessionKey = ['readSession'] as const;

/** Who is signed in: `null` when nobody is, `undefined` while it is not known. */
export function useSessionState() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Infinity, retry: 1 });
}

async function readSession(): Promise<Session | null> {
  try {
    return remembered(await call('readSession', {}));
  } catch (error) {
    if (isProblem(error, 'auth.required')) return remembered(null);
    throw error;
  }
}

function remembered(session: Session | null): Session | null {
  setCsrfToken(session?.csrfToken);
  return session;
}

/** Takes up the session that a sign-in or a change of it gave. */
export function enterSession(client: QueryClient, session: Session): void {
  client.setQueryData(sessionKey, remembered(session));
}

/** Forgets everything of the person who was here. */
export function leaveSession(client: QueryClient): void {
  client.clear();
  client.setQueryData(sessionKey, remembered(null));
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs somebody to be signed in');
  return session;
}

/** Whether the person may do this; what they may not do is shown, but not offered. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await call('signOut', {});
    leaveSession(client);
  };
}
