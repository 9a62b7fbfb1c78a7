import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import type { SalesforceFault } from './answers.ts';
import { writeFault, type SObject } from './sobjects.ts';

export type Written =
  | { readonly kind: 'written'; readonly id: string; readonly created: boolean }
  | { readonly kind: 'refused'; readonly fault: SalesforceFault }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

export function living({ records }: SimulatorBox, { collection }: SObject, id: string): JsonObject | undefined {
  const row = records.find(collection, (each) => textOf(each['Id']).slice(0, 15) === id.slice(0, 15));
  return row?.['IsDeleted'] === true ? undefined : row;
}

/** Creates, or changes the record with this id. */
export function writeRecord(box: SimulatorBox, sobject: SObject, draft: JsonObject, id?: string): Written {
  const existing = id === undefined ? undefined : living(box, sobject, id);
  if (id !== undefined && !existing) return { kind: 'refused', fault: gone(box, sobject, id) };
  const fault = writeFault(sobject, draft, !existing) ?? duplicateFault(box, sobject, draft, existing);
  if (fault) return { kind: 'refused', fault: { status: 400, ...fault } };
  const { attributes: _attributes, ...fields } = draft;
  const { Id } = box.records.upsert(sobject.collection, { ...fields, ...(existing && { Id: existing['Id'] ?? null }) });
  return { kind: 'written', id: textOf(Id), created: !existing };
}

/** By a field that is marked as external id. */
export function upsertRecord(box: SimulatorBox, sobject: SObject, by: string, key: string, draft: JsonObject): Written {
  const field = sobject.fields.find(({ name }) => name === by);
  if (!field?.unique) {
    return refused('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${by}`, 404);
  }
  if (by in draft && textOf(draft[by]) !== key) {
    return refused('INVALID_FIELD', `The ${by} field should not be specified in the sobject data.`);
  }
  const found = box.records.list(sobject.collection).filter((row) => row['IsDeleted'] !== true && row[by] === key);
  if (found.length > 1) return { kind: 'several', ids: found.map(({ Id }) => textOf(Id)) };
  return writeRecord(box, sobject, { ...draft, [by]: key }, found[0] && textOf(found[0]['Id']));
}

function refused(errorCode: string, message: string, status = 400): Written {
  return { kind: 'refused', fault: { status, errorCode, message, fields: [] } };
}

function duplicateFault(
  box: SimulatorBox,
  { collection, fields }: SObject,
  draft: JsonObject,
  existing: JsonObject | undefined,
) {
  const unique = fields.find(
    ({ name, unique: isUnique }) => isUnique && textOf(draft[name]) !== '' && draft[name] !== existing?.[name],
  );
  const other =
    unique &&
    box.records.find(collection, (row) => row['IsDeleted'] !== true && row[unique.name] === draft[unique.name]);
  if (!unique || !other) return undefined;
  return {
    errorCode: 'DUPLICATE_VALUE',
    message: `duplicate value found: ${unique.name} duplicates value on record with id: ${textOf(other['Id'])}`,
    fields: [unique.name],
  };
}

export function gone({ records }: SimulatorBox, { collection }: SObject, id: string): SalesforceFault {
  const deleted = records.find(collection, (row) => textOf(row['Id']).slice(0, 15) === id.slice(0, 15));
  return deleted
    ? { status: 404, errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }
    : {
        status: 404,
        errorCode: 'NOT_FOUND',
        message: 'Provided external ID field does not exist or is not accessible: Id',
      };
}

/** The outcome of one record of a collection. */
export function wireOutcome(written: Written, withCreated: boolean): JsonObject {
  if (written.kind === 'written') {
    return { id: written.id, success: true, errors: [], ...(withCreated && { created: written.created }) };
  }
  const {
    errorCode,
    message,
    fields = [],
  } = written.kind === 'refused'
    ? written.fault
    : { errorCode: 'DUPLICATE_EXTERNAL_ID', message: 'external id matches several records' };
  return { success: false, errors: [{ statusCode: errorCode, message, fields: fields as Json }] };
}
