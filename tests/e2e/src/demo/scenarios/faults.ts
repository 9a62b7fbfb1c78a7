/** Collects what was not as promised. */
export class Faults {
  readonly list: string[] = [];

  /** `holds`, or `sentence` is a fault. */
  expect(holds: boolean, sentence: string): void {
    if (!holds) this.list.push(sentence);
  }

  same(what: string, actual: unknown, wanted: unknown): void {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(wanted)];
    this.expect(is === should, `${what}: ${is}, not ${should}`);
  }
}
