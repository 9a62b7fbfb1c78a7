import type { JsonObject, JsonSchema, SyncSide, TenantId } from '@joinery/contracts';
import { FailureError } from '@joinery/contracts';
import type { SidePorts } from '@joinery/sync';
import { compileInputCheck } from '../connector/input-check.ts';
import type { Objects } from '../host/objects.ts';
import { isObject } from '../request/put-in-body.ts';
import { ObjectReader } from './object-reader.ts';
import { ObjectWriter } from './object-writer.ts';
import { readingAhead } from './read-ahead.ts';
import { sideTraits } from './side-traits.ts';

/** What one call of a side may take. */
const callMs = 60_000;

/** The sides of syncs: objects of connections, ready to be read and written. */
export class SyncSides {
  readonly #objects: Objects;

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  /** @throws FailureError for an unknown object, or where its fields cannot be asked for */
  async open(tenantId: TenantId, side: SyncSide, signal: AbortSignal): Promise<SidePorts> {
    const { connector, connectionId, object } = side;
    const call = { tenantId, connector, connectionId, object, timeoutMs: callMs };
    const schema = await this.#objects.schema({ ...call, signal });
    const declaration = this.#objects.declaration(call);
    return {
      traits: sideTraits(declaration, schema),
      reader: readingAhead(new ObjectReader({ objects: this.#objects, call })),
      writer: new ObjectWriter({ objects: this.#objects, call }),
      validate: validator(schema),
    };
  }
}

/** Of an update only the fields that it has can be judged. */
function validator(schema: JsonSchema): SidePorts['validate'] {
  const { required: _, ...partial } = schema;
  const whole = compileInputCheck(writable(schema), 'record');
  const some = compileInputCheck(writable(partial), 'record');
  return (fields, isPartial) => {
    try {
      (isPartial ? some : whole)(fields);
      return null;
    } catch (error) {
      if (error instanceof FailureError) return detailOf(error);
      throw error;
    }
  };
}

/** The system fills in what only it can: its ids, its times. Nobody is asked to send those. */
function writable(schema: JsonSchema): JsonSchema {
  const { required, properties } = schema;
  if (!Array.isArray(required) || !isObject(properties)) return schema;
  const isOurs = (name: unknown): boolean => {
    const field: unknown = typeof name === 'string' ? (properties as JsonObject)[name] : undefined;
    return !(isObject(field as JsonObject) && (field as JsonObject)['readOnly'] === true);
  };
  return { ...schema, required: required.filter(isOurs) };
}

function detailOf({ failure }: FailureError): string {
  const detail = failure.params?.['detail'];
  return typeof detail === 'string' ? detail : failure.code;
}
