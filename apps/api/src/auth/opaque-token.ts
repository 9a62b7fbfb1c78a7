import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits. What is stored is their hash: a leaked table opens no session. */
export const newOpaqueToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export const apiTokenPrefix = 'jn_';
