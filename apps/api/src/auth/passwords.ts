import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's second recommendation: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Takes as long for an account that does not exist as for one that does, so that answers do not tell them apart. */
export async function passwordHolds(password: string, stored: string | null | undefined): Promise<boolean> {
  if (stored) return verify(stored, password);
  await verify(await nobody, password);
  return false;
}

const nobody = hashPassword(randomBytes(16).toString('hex'));

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twenty characters that cannot be mistaken for each other, in groups of five: about 99 bits. */
export function oneTimePassword(): string {
  const letters = Array.from(randomBytes(40), (byte) => (byte < 248 ? alphabet[byte % alphabet.length] : '')).join('');
  const word = letters.slice(0, 20);
  return word.length === 20 ? (word.match(/.{5}/g) ?? []).join('-') : oneTimePassword();
}
