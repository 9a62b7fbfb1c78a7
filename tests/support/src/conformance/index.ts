export { openHost } from './open-host.ts';
export { outputOf, type Rig, startRig } from './rig.ts';
