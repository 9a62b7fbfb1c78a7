import { expect, it } from 'vitest';
import { compareVersions } from './compare-versions.ts';

it('orders versions by number and puts a label before its release', () => {
  const sorted = ['1.0.0', '1.10.0', '1.9.0', '2.0.0-beta.2', '2.0.0', '2.0.0-beta.10', '0.9.9'].toSorted(
    compareVersions,
  );
  expect(sorted).toEqual(['0.9.9', '1.0.0', '1.9.0', '1.10.0', '2.0.0-beta.2', '2.0.0-beta.10', '2.0.0']);
});
