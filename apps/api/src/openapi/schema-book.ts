import * as contracts from '@joinery/contracts';
import { z } from 'zod';

export type SchemaNode = { readonly [key: string]: unknown };
type Direction = 'input' | 'output';

const componentOf = (name: string) => `#/components/schemas/${name}`;

/** Every schema that the contracts export has the name of its export. */
function namedSchemas() {
  const names = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contracts)) {
    if (name.endsWith('Schema') && value instanceof z.ZodType)
      names.add(value, { id: name.slice(0, -'Schema'.length) });
  }
  return names;
}

/**
 * Writes zod schemas as JSON Schema and keeps the named ones as components. What comes in and what goes out may differ
 * (a default is optional in, present out); a name whose two forms differ is kept twice, the one that comes in as `…Input`.
 */
export class SchemaBook {
  readonly #names = namedSchemas();
  readonly #definitions: Record<Direction, Map<string, SchemaNode>> = { input: new Map(), output: new Map() };

  /** The schema in place, or a reference to its component. References of `input` are settled by {@link components}. */
  write(schema: z.ZodType, direction: Direction): SchemaNode {
    const written = z.toJSONSchema(z.object({ root: schema }), {
      io: direction,
      metadata: this.#names,
      override: ({ zodSchema, jsonSchema }) => {
        delete jsonSchema['id'];
        // Answers may grow new members; readers ignore what they do not know.
        if (direction === 'output' && zodSchema._zod.def.type === 'object') delete jsonSchema['additionalProperties'];
        // Lists of answers cannot be changed here, which is no business of the reader's.
        delete jsonSchema['readOnly'];
      },
    }) as unknown as {
      readonly properties: { readonly root: SchemaNode };
      readonly $defs?: Readonly<Record<string, SchemaNode>>;
    };
    for (const [name, definition] of Object.entries(written.$defs ?? {})) {
      if (isNamed(name)) this.#definitions[direction].set(name, settled(definition, direction));
    }
    return settled(written.properties.root, direction);
  }

  /** The schema in place even where it has a name: parameters are told one by one. */
  inline(schema: z.ZodType, direction: Direction): SchemaNode {
    const node = this.write(schema, direction);
    const name =
      typeof node['$ref'] === 'string' ? node['$ref'].replace(/^(input:|#\/components\/schemas\/)/, '') : undefined;
    return name === undefined ? node : (this.#definitions[direction].get(name) ?? {});
  }

  components(): { readonly schemas: SchemaNode; readonly settle: (node: SchemaNode) => SchemaNode } {
    const twofold = this.#twofold();
    const settle = (node: SchemaNode) =>
      mapRefs(node, (ref) =>
        ref.replace(/^input:(.*)$/, (_, name: string) => componentOf(twofold.has(name) ? `${name}Input` : name)),
      );
    const inputs = [...this.#definitions.input].map(
      ([name, node]) => [twofold.has(name) ? `${name}Input` : name, settle(node)] as const,
    );
    const all = [...inputs, ...this.#definitions.output].toSorted(([one], [other]) => one.localeCompare(other));
    return { schemas: Object.fromEntries(all), settle };
  }

  /** Names whose two forms differ, in themselves or in what they refer to. */
  #twofold(): ReadonlySet<string> {
    const { input, output } = this.#definitions;
    const plain = (node: SchemaNode) => JSON.stringify(mapRefs(node, (ref) => ref.replace(/^input:/, componentOf(''))));
    const differing = new Set(
      [...input]
        .filter(([name, node]) => output.has(name) && plain(node) !== plain(output.get(name) ?? {}))
        .map(([name]) => name),
    );
    for (let size = -1; size !== differing.size;) {
      size = differing.size;
      for (const [name, node] of input) {
        if (output.has(name) && refsOf(node).some((ref) => differing.has(ref.replace(/^input:/, ''))))
          differing.add(name);
      }
    }
    return differing;
  }
}

/** Names zod makes up for what recurs are only ever those of “any JSON”. */
const isNamed = (name: string) => !name.startsWith('__schema') && name !== 'JsonValue';

function settled(node: SchemaNode, direction: Direction): SchemaNode {
  return mapNodes(node, (one) => {
    const name = typeof one['$ref'] === 'string' ? one['$ref'].replace('#/$defs/', '') : undefined;
    if (name === undefined) return one;
    if (!isNamed(name)) return {};
    return { ...one, $ref: direction === 'input' ? `input:${name}` : componentOf(name) };
  });
}

const mapRefs = (node: SchemaNode, change: (ref: string) => string): SchemaNode =>
  mapNodes(node, (one) => (typeof one['$ref'] === 'string' ? { ...one, $ref: change(one['$ref']) } : one));

function refsOf(node: SchemaNode): readonly string[] {
  const refs: string[] = [];
  mapRefs(node, (ref) => {
    refs.push(ref);
    return ref;
  });
  return refs;
}

function mapNodes(node: SchemaNode, change: (node: SchemaNode) => SchemaNode): SchemaNode {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return change(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)])));
  };
  return walk(node) as SchemaNode;
}
