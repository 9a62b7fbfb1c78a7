// Runs a built command of the tests in a clone in whatever state: installs and builds first, and says so on stderr.
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { prepare, root } from '../../../apps/server/bin/prepare.mjs';

const [entry = '', ...args] = process.argv.slice(2);
await prepare((line) => process.stderr.write(`${line}\n`));
process.argv.splice(1, process.argv.length, resolve(root, entry), ...args);
await import(pathToFileURL(resolve(root, entry)).href);
