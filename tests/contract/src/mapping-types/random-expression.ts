import type { Random } from './random.ts';
import { names } from './random-schema.ts';

/** A random JSONata expression: mostly shapes that mappings use, now and then anything the language has. */
export function randomExpression(random: Random): string {
  return new ExpressionWriter(random).any(random.integer(1, 5));
}

/** Writes expressions of a given size; variables are only used where they are in scope. */
class ExpressionWriter {
  readonly #random: Random;
  readonly #variables: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  any(size: number): string {
    const r = this.#random;
    if (size <= 0) return r.chance(0.75) ? this.path(1) : this.constant();
    const smaller = size - 1;
    const shapes: readonly [() => string, ...(() => string)[]] = [
      () => this.path(size),
      () => this.path(size),
      () => this.object(smaller),
      () => this.list(smaller),
      () => this.condition(smaller),
      () => this.binary(smaller),
      () => this.call(smaller),
      () => this.call(smaller),
      () => this.block(smaller),
      () => this.higherOrder(smaller),
      () => `${this.path(smaller)} ?? ${this.any(0)}`,
      () => `(${this.any(smaller)})[${this.predicate(smaller)}]`,
      () => `(${this.any(smaller)})[]`,
      () => this.variable(),
      () => this.constant(),
      () => `${this.path(smaller)}{${this.key()}: ${this.any(smaller)}}`,
      () => `${this.path(smaller)} ~> ${this.chained()}`,
      () => this.join(smaller),
      () => `-${this.path(0)}`,
      () => `${this.path(1)} ~> |${this.path(0)}|{"a": ${this.any(0)}}|`,
    ];
    return r.pick(shapes)();
  }

  path(size: number): string {
    const steps = this.#random.list(this.#random.integer(1, Math.max(1, Math.min(size, 3))), () => this.step(size - 1));
    const start = this.#random.pick(['', '', '', '', '$.', '$$.', ...this.#variables.map((each) => `$${each}.`)]);
    return start + steps.join('.');
  }

  step(size: number): string {
    const r = this.#random;
    const name = r.pick(names);
    if (r.chance(0.7)) return name;
    const steps: readonly [() => string, ...(() => string)[]] = [
      () => `${name}[${this.predicate(size)}]`,
      () => `${name}[${r.integer(-2, 2)}]`,
      () => `${name}[]`,
      () => '*',
      () => '**',
      () => `${name}^(${r.pick(['', '>', '<'])}${r.pick(names)})`,
      () => (size > 0 ? `{${this.key()}: ${this.any(size - 1)}}` : name),
      () => (size > 0 ? `[${this.any(size - 1)}]` : name),
      () => (size > 0 ? `(${this.any(size - 1)})` : name),
      () => `$string()`,
      () => '$',
      () => `${name}[][${r.integer(0, 1)}]`,
    ];
    return r.pick(steps)();
  }

  predicate(size: number): string {
    const r = this.#random;
    const left = this.path(0);
    return r.pick([
      `${left} = ${this.constant()}`,
      `${left} != null`,
      left,
      `$exists(${left})`,
      `${left} in ["x", 1]`,
      size > 1 ? this.any(1) : left,
    ]);
  }

  constant(): string {
    return this.#random.pick([
      '1',
      '0',
      '-2',
      '2.5',
      '"x"',
      '"low"',
      '""',
      'true',
      'false',
      'null',
      '[]',
      '{}',
      '[1, "x"]',
      '"12"',
      '[[1], [2, 3]]',
    ]);
  }

  variable(): string {
    return this.#random.pick(['$', '$$', ...this.#variables.map((each) => `$${each}`)]);
  }

  key(): string {
    return this.#random.pick(['"k"', '"a"', this.path(0), '$string(a)', '$type($)']);
  }

  object(size: number): string {
    const pairs = this.#random.list(
      this.#random.integer(0, 3),
      () =>
        `${this.#random.chance(0.85) ? JSON.stringify(this.#random.pick(names)) : this.key()}: ${this.any(size - 1)}`,
    );
    return `{${pairs.join(', ')}}`;
  }

  list(size: number): string {
    return `[${this.#random.list(this.#random.integer(0, 3), () => this.any(size - 1)).join(', ')}]`;
  }

  condition(size: number): string {
    const r = this.#random;
    const path = this.path(0);
    const test = r.pick([
      this.any(size - 1),
      `$exists(${path})`,
      `${path} = null`,
      `${path} != null`,
      `${path} = ${this.constant()}`,
      `$type(${path}) = "${r.pick(['string', 'number', 'array', 'object', 'null'])}"`,
      `$not(${path})`,
      `${path} = "x" or ${path} = "low"`,
      `$exists(${path}) and ${path} != null`,
      `$count(${path}) ${r.pick(['>', '>=', '=', '!=', '<', '<='])} ${r.integer(0, 2)}`,
      `${r.integer(0, 2)} ${r.pick(['<', '>='])} $count(${path})`,
      `$length(${path}) ${r.pick(['>', '>=', '=', '!=', '<', '<='])} ${r.integer(0, 3)}`,
      `${path}.a ${r.pick(['=', '!='])} ${this.constant()}`,
    ]);
    const again = r.pick([path, path, `${path}[0]`, `${path}.${r.pick(names)}`, `[${path}.{"k": ${r.pick(names)}}]`]);
    const yes = r.chance(0.6) ? again : this.any(size - 1);
    const no = r.chance(0.5) ? again : this.any(size - 1);
    return r.chance(0.8) ? `${test} ? ${yes} : ${no}` : `(${test} ? ${yes})`;
  }

  binary(size: number): string {
    const operator = this.#random.pick([
      '+',
      '-',
      '*',
      '/',
      '%',
      '=',
      '!=',
      '<',
      '>=',
      'and',
      'or',
      '&',
      '&',
      'in',
      '=',
    ]);
    if (this.#random.chance(0.05)) return `[${this.#random.integer(-1, 2)}..${this.#random.integer(0, 3)}]`;
    if (this.#random.chance(0.03)) return `(${this.any(0)}..${this.any(0)})`;
    return `(${this.any(size - 1)} ${operator} ${this.any(size - 1)})`;
  }

  call(size: number): string {
    const [one, two] = [() => this.any(size - 1), () => this.any(Math.min(0, size - 1))];
    const r = this.#random;
    return r.pick<() => string>([
      () =>
        `$${r.pick(['string', 'count', 'exists', 'not', 'boolean', 'type', 'distinct', 'keys', 'spread', 'sort', 'reverse'])}(${one()})`,
      () => `$${r.pick(['sum', 'max', 'min', 'average'])}(${one()})`,
      () =>
        `$${r.pick(['uppercase', 'lowercase', 'trim', 'length', 'base64encode'])}(${r.chance(0.5) ? `$string(${one()})` : one()})`,
      () => `$${r.pick(['floor', 'ceil', 'round', 'abs', 'number'])}(${one()})`,
      () => `$substring($string(${one()}), ${r.integer(-2, 3)}, ${r.integer(-1, 3)})`,
      () => `$substringBefore($string(${one()}), ".")`,
      () => `$substring(${this.path(0)}, ${r.integer(-2, 3)}, ${r.integer(-1, 3)})`,
      () => `$${r.pick(['substringBefore', 'substringAfter'])}(${this.path(0)}, ${r.pick(['"l"', '"a"', '"2"'])})`,
      () => `$replace(${this.path(0)}, ${r.pick(['"y"', '"x"'])}, "")`,
      () => `$join([${this.path(0)}, ${this.path(0)}, "x"], ${r.pick(['""', '", "'])})`,
      () => `$distinct([${this.path(0)}, ${this.path(0)}]) ~> $join("-")`,
      () => `$append(${one()}, ${two()})`,
      () => `$lookup(${one()}, ${r.pick(['"a"', '"name"', two()])})`,
      () => `$merge([${this.object(size - 1)}, ${r.chance(0.5) ? this.object(size - 1) : one()}])`,
      () => `$merge(${this.path(1)})`,
      () => `$join(${one()}, ",")`,
      () => `$split($string(${one()}), ",")`,
      () => `$match($string(${one()}), /[a-z]/)`,
      () => `$replace($string(${one()}), "a", "b")`,
      () => `$zip(${one()}, ${two()})`,
      () => `$number($string(${one()}))`,
      () => `$fromMillis(${r.integer(0, 9e8)})`,
      () => `$pad($string(${one()}), ${r.integer(-4, 4)})`,
      () => `$contains($string(${one()}), "x")`,
      () => `$${r.pick(['asString', 'asNumber', 'asInteger', 'asBoolean', 'asList', 'asSingle'])}(${one()})`,
      () => `$${r.pick(['ifMissing', 'ifNull', 'ifEmpty'])}(${one()}, ${two()})`,
      () => `$${r.pick(['toTable', 'fromTable'])}(${one()}, ${this.table()})`,
      () =>
        `$${r.pick(['pinyin', 'sha256', 'htmlToText', 'normalizePhone', 'parseAddress', 'isChineseId'])}($string(${one()}))`,
      () => `$mask($string(${one()}), ${r.integer(0, 2)}, ${r.integer(0, 2)})`,
      () => `$asDateTime(${one()}, "Asia/Shanghai")`,
      () => `$sift(${this.path(0)}, function($v) { $v != null })`,
      () => `$each(${this.path(0)}, function($v, $k) { $k & $string($v) })`,
    ])();
  }

  table(): string {
    const policy = this.#random.pick([
      '{"policy": "keep"}',
      '{"policy": "omit"}',
      '{"policy": "fail"}',
      '{"policy": "value", "value": 7}',
    ]);
    return `{"entries": [{"from": "x", "to": 1}, {"from": "low", "to": "L"}, {"from": null, "to": "N"}], "unmatched": ${policy}}`;
  }

  higherOrder(size: number): string {
    const source = this.any(size - 1);
    const name = `v${this.#variables.length}`;
    const body = this.#with(name, () => this.any(size - 1));
    return this.#random.pick([
      `$map(${source}, function($${name}) { ${body} })`,
      `$filter(${source}, function($${name}) { ${body} })`,
      `$map(${source}, $string)`,
      `$filter(${source}, function($${name}) { $${name}.${this.step(0)} ${this.#random.pick(['=', '!='])} ${this.constant()} }).${this.#random.pick(names)}`,
      `$map(${source}, function($${name}) { $${name}.a = ${this.constant()} ? $${name}.${this.#random.pick(names)} : $${name}.${this.#random.pick(names)} })`,
      `(${this.any(0)} ${this.#random.pick(['??', '?:'])} ${this.any(0)})`,
      `${this.path(0)}[a ${this.#random.pick(['=', '!='])} ${this.constant()}].${this.#random.pick(names)}`,
      `[1, "x", true][${this.path(0)} ${this.#random.pick(['-', '+'])} ${this.#random.integer(0, 2)}]`,
      `$single(${source}, function($${name}) { ${body} })`,
      `$reduce(${source}, function($s, $${name}) { $append($s, ${body}) }, [])`,
      `$sort(${source}, function($l, $r) { $string($l) > $string($r) })`,
    ]);
  }

  block(size: number): string {
    const name = `x${this.#variables.length}`;
    const value = this.any(size - 1);
    const isFunction = this.#random.chance(0.25);
    if (isFunction) {
      const parameter = `p${this.#variables.length}`;
      const body = this.#with(parameter, () => this.any(size - 1));
      return `($${name} := function($${parameter}) { ${body} }; $${name}(${value}))`;
    }
    return `($${name} := ${value}; ${this.#with(name, () => this.any(size - 1))})`;
  }

  join(size: number): string {
    const name = `j${this.#variables.length}`;
    const r = this.#random;
    const after = this.#with(name, () => this.any(Math.min(1, size - 1)));
    return r.pick([
      `${this.path(0)}@$${name}.(${after})`,
      `${this.path(0)}#$${name}.(${after})`,
      `${r.pick(names)}.${r.pick(names)}.(%.${r.pick(names)})`,
      `${r.pick(names)}.{"k": ${r.pick(names)}, "p": %.${r.pick(names)}}`,
      `${r.pick(names)}.${r.pick(names)}[%.${r.pick(names)} = 1]`,
    ]);
  }

  chained(): string {
    return this.#random.pick(['$string()', '$count()', '$sum()', '$keys()', '$append(1)', '$string', '$distinct()']);
  }

  #with<T>(name: string, write: () => T): T {
    this.#variables.push(name);
    const written = write();
    this.#variables.pop();
    return written;
  }
}
