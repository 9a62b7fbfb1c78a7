import { constants, createPrivateKey, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';

/** What a registration gives out: a shared word and the public half of a key pair. */
export interface Registration {
  readonly secrit: string;
  /** Base64 of an X.509 SubjectPublicKeyInfo, 1024 bit. */
  readonly spk: string;
  readonly privateKey: KeyObject;
}

/** A pair made for tests, known to nobody else's system. */
const pkcs8 =
  'MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAKt3ssTBLKHd1RbS2GUluVeiHhz6frjJvAE5t401nW2wIvayKCl3WAy+ZnT33sRkx95+L6hzZLYO9HVGO2+uhTBZe8YVz0wMovy1SzsNVxhd8mF+xxD5mF+6C88rM4EPUY14itDzwCyqobBJGvydlUEc5DvZ92YHuKprvTSAdoRBAgMBAAECgYBwcK3qGEMMYku6C8mbioFf1g+pMRqoUqHWq+KR1vbFVxuWan2rs3cp5DGLwn9yiiQG4vidng4M1QG5ZbTUJ71uRHfG+KhbmAijJPGVATcbMRwMQmu9zdEH3lQMSQ1sQ/NLD4K49A4N4k+awf92IuSpWXxNRK3in8UQ7qhFX6BKAQJBANGZA/oP3QdbZHDxAfFEhUNjd74kM4lZ4IjQoh6rLQEg6v0K36ee96vqP5+qnezBaRBnxZhQvQgRQwPNsne8LBUCQQDRbaaPvitZUSeH5fttlb3A1FBQaOpwWKxG/GZAawlrmG6eHDLsx2oUdkQknNSrVKD4oNRqeN5KVJODCzgG+oZ9AkA1JaG2hNM9DFWZteMSNJe+ELjKRA+1Yk7nIlAZirossRYk997ieBLBSvK7H95PrHNhr46RItfr9cSScFQyvEpJAkEAm4giXbgue1uQzxVWX3EIhg9nQgBYs2y3LNS/n3GegmCnLhblHwGN33phawtpyX/FOEBA4H25IFylXHnVdyFRBQJBALNItUjpiF3SBnufI0Ek1ZqnE/Z1UDiH6FIOWZkZC4SgxV6b9ElG6Fn+3z/tZnfB3QC++pv99mB5ajdXKrXiBCI=';

export const firstRegistration: Registration = {
  secrit: 'f2b7e6f4-1111-4a3e-9d51-5f0c2f1b0c11',
  spk: 'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCrd7LEwSyh3dUW0thlJblXoh4c+n64ybwBObeNNZ1tsCL2sigpd1gMvmZ0997EZMfefi+oc2S2DvR1RjtvroUwWXvGFc9MDKL8tUs7DVcYXfJhfscQ+ZhfugvPKzOBD1GNeIrQ88AsqqGwSRr8nZVBHOQ72fdmB7iqa700gHaEQQIDAQAB',
  privateKey: createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }),
};

export function newRegistration(secrit: string): Registration {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return { secrit, spk: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey };
}

/**
 * RSA/ECB/PKCS1Padding, base64. Node refuses to unpad PKCS#1 v1.5 itself.
 *
 * @returns undefined for what was not encrypted by this registration's key
 */
export function decrypted({ privateKey }: Registration, text: string): string | undefined {
  try {
    const padded = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(text, 'base64'));
    const end = padded.indexOf(0, 2);
    return padded[0] === 0 && padded[1] === 2 && end >= 10 ? padded.subarray(end + 1).toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}
