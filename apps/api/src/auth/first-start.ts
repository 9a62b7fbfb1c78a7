import type { TenantId, UserId } from '@joinery/contracts';
import type { Identities } from '../ports/identities.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';

/** What a start tells the person at the terminal as long as nobody has signed in. */
export interface FirstOwner {
  readonly email: string;
  readonly oneTimePassword: string;
}

/**
 * Creates the first tenant and its owner where there is none; there is no default password. A password that nobody has
 * used is lost with the terminal that showed it, so a server that is `alone` gives another one.
 */
export async function ensureOwner(options: {
  readonly identities: Identities;
  readonly email: string;
  readonly tenantName: string;
  readonly newId: () => string;
  readonly alone: boolean;
}): Promise<FirstOwner | undefined> {
  const { identities, email, alone } = options;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const created = await identities.createFirstTenant({
    tenantId: options.newId() as TenantId,
    tenantName: options.tenantName,
    userId: options.newId() as UserId,
    email,
    name: email.split('@')[0] ?? email,
    passwordHash,
  });
  const isNews = created || (alone && (await identities.renewFirstPassword(email, passwordHash)));
  return isNews ? { email, oneTimePassword: password } : undefined;
}
