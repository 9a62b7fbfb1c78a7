import { type ConnectorManifest, connectorManifestJsonSchema } from '@joinery/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { templateParts } from './template-parts.ts';

/** An expression of a manifest; without source where its template cannot be read. */
export interface PlacedExpression {
  readonly place: string;
  readonly source: string | undefined;
}

interface Held {
  readonly place: string;
  readonly holds: 'expression' | 'template';
  readonly text: string;
}

/**
 * Every expression of a manifest. The manifest's schema marks where they stand; Ajv walks the manifest along it and
 * tells what it meets.
 */
export function expressionsOf(manifest: ConnectorManifest): readonly PlacedExpression[] {
  return heldBy(manifest).flatMap(({ place, holds, text }) =>
    holds === 'expression' ? [{ place, source: text }] : templateExpressions(place, text),
  );
}

function templateExpressions(place: string, text: string): readonly PlacedExpression[] {
  try {
    return templateParts(text).flatMap((part) => (part.kind === 'expression' ? [{ place, source: part.text }] : []));
  } catch {
    return [{ place, source: undefined }];
  }
}

let met: Map<string, Held> = new Map();
let walk: ValidateFunction | undefined;

function heldBy(manifest: ConnectorManifest): readonly Held[] {
  walk ??= compileWalk();
  met = new Map();
  walk(manifest);
  return [...met.values()];
}

function compileWalk(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
  ajv.addKeyword({
    keyword: 'x-holds',
    validate: (holds: Held['holds'], text: unknown, _: unknown, at?: { readonly instancePath: string }) => {
      const place = placeOf(at?.instancePath ?? '');
      if (typeof text === 'string') met.set(place, { place, holds, text });
      return true;
    },
  });
  return ajv.compile(connectorManifestJsonSchema());
}

/** A JSON pointer as the dotted place of a {@link ManifestFault}. */
function placeOf(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
