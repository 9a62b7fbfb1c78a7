import { expect, it } from 'vitest';
import { chineseTables, vendorTables } from './field-tables.ts';
import { measureAll, rates } from './measure.ts';

it('proposes lines between vendors and ours that are mostly right and mostly complete', () => {
  const { precision, recall } = rates(measureAll([...vendorTables, ...chineseTables]));
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.8);
});
