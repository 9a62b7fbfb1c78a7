import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { invalid, type HubspotFault } from './answers.ts';
import type { ObjectType } from './object-types.ts';

const outside = new Set(['id', 'archived']);
const always = ['createdate', 'hs_object_id'];

/** A record over HTTP: the properties asked for, empty ones as null, and a few always. */
export function wireRecord({ modified }: ObjectType, row: JsonObject, wanted: readonly string[] = []): JsonObject {
  const names =
    wanted.length > 0
      ? [...new Set([...wanted, ...always, modified])]
      : Object.keys(row).filter((name) => !outside.has(name));
  return {
    id: textOf(row['id']),
    properties: Object.fromEntries(names.map((name) => [name, row[name] === undefined ? null : (row[name] as Json)])),
    createdAt: row['createdate'] ?? null,
    updatedAt: row[modified] ?? null,
    archived: row['archived'] === true,
  };
}

/** What is wrong with properties somebody writes. */
export function draftFault(
  type: ObjectType,
  draft: JsonObject,
  isNew: boolean,
  box: SimulatorBox,
  id = '',
): HubspotFault | undefined {
  const faults: JsonObject[] = [];
  for (const [name, value] of Object.entries(draft)) {
    const property = type.properties.find((each) => each.name === name);
    if (!property)
      faults.push({
        isValid: false,
        message: `Property "${name}" does not exist`,
        error: 'PROPERTY_DOESNT_EXIST',
        name,
      });
    else if (property.readOnly)
      faults.push({
        isValid: false,
        message: `"${name}" is a read only property; its value cannot be set.`,
        error: 'READ_ONLY_VALUE',
        name,
      });
    else if (typeof value !== 'string')
      faults.push({ isValid: false, message: `"${name}" was not a string`, error: 'INVALID_TYPE', name });
    else if (property.options && value !== '' && !property.options.includes(value))
      faults.push({
        isValid: false,
        message: `${value} was not one of the allowed options`,
        error: 'INVALID_OPTION',
        name,
      });
  }
  if (faults.length > 0) return invalid(`Property values were not valid: ${JSON.stringify(faults)}`);
  const missing = isNew ? type.required.filter((name) => textOf(draft[name]) === '') : [];
  if (missing.length > 0)
    return invalid(
      `Error creating ${type.noun.toUpperCase()}. Some required properties were not set: [${missing.join(', ')}].`,
    );
  return duplicateFault(type, draft, box, id);
}

function duplicateFault(
  { name, noun, properties }: ObjectType,
  draft: JsonObject,
  { records }: SimulatorBox,
  id: string,
): HubspotFault | undefined {
  for (const property of properties.filter(({ unique }) => unique)) {
    const value = textOf(draft[property.name]);
    const other =
      value === ''
        ? undefined
        : records.find(
            name,
            (row) =>
              row['archived'] !== true &&
              textOf(row['id']) !== id &&
              textOf(row[property.name]).toLowerCase() === value.toLowerCase(),
          );
    if (!other) continue;
    const what = noun.charAt(0).toUpperCase() + noun.slice(1);
    return {
      status: 409,
      category: 'CONFLICT',
      message: `${what} already exists. Existing ID: ${textOf(other['id'])}`,
    };
  }
  return undefined;
}
