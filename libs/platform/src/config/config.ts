import { keyConfig } from './key.config.ts';
import { limitsConfig } from './limits.config.ts';
import { networkConfig } from './network.config.ts';
import { operationConfig } from './operation.config.ts';
import { sessionConfig } from './session.config.ts';
import { signOnConfig } from './sign-on.config.ts';
import { storageConfig } from './storage.config.ts';
import type { Area, AreaValues } from './variable.ts';

/** Every variable there is, by area; README and `joinery config` print this list. */
export const configAreas = {
  network: networkConfig,
  storage: storageConfig,
  key: keyConfig,
  session: sessionConfig,
  signOn: signOnConfig,
  limits: limitsConfig,
  operation: operationConfig,
} as const satisfies Readonly<Record<string, Area>>;

export type Config = { readonly [Key in keyof typeof configAreas]: AreaValues<(typeof configAreas)[Key]> };
