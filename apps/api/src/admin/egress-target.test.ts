import { expect, it } from 'vitest';
import { egressTargetFault } from './egress-target.ts';

it.each(['crm.corp.local', '10.1.2.3', '10.1.0.0/16', 'fd00::/8', 'localhost'])('takes %s', (target) => {
  expect(egressTargetFault(target)).toBeUndefined();
});

it.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', 'corp.local/8', '10.0.0.0/8/8', 'http:', 'a..b', '-x.local'])(
  'refuses %s',
  (target) => {
    expect(egressTargetFault(target)).toBeTypeOf('string');
  },
);
