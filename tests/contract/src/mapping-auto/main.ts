import { chineseTables, vendorTables } from './field-tables.ts';
import { measure, measureAll, rates } from './measure.ts';

const isQuiet = process.argv.includes('--json');
const print = (line: string) => process.stdout.write(`${line}\n`);

if (!isQuiet)
  for (const table of [...vendorTables, ...chineseTables]) {
    const score = measure(table);
    const { precision, recall } = rates(score);
    print(`${table.name}: precision ${precision}, recall ${recall}`);
    for (const line of score.wrong) print(`  wrong  ${line}`);
  }
const [vendors, chinese] = [measureAll(vendorTables), measureAll(chineseTables)];
print(
  JSON.stringify({
    ...rates(measureAll([...vendorTables, ...chineseTables])),
    vendors: rates(vendors),
    chinese: rates(chinese),
  }),
);
