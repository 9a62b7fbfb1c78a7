import { isProblem } from '@joinery/ui-api-client';
import { useSyncExternalStore } from 'react';

/** Whether the session ended while the page was open; then one signs in over the page, and nothing on it is lost. */
let signedOut = false;
const listeners = new Set<() => void>();

export function noteSignedOut(error: Error): void {
  if (isProblem(error, 'auth.required')) set(true);
}

export function noteSignedIn(): void {
  set(false);
}

function set(value: boolean): void {
  if (signedOut === value) return;
  signedOut = value;
  for (const listener of listeners) listener();
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => signedOut);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
