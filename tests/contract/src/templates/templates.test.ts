import type {
  ConnectorManifest,
  ConnectorRef,
  FlowDocument,
  RecordObject,
  SyncDocument,
  SyncId,
} from '@joinery/contracts';
import { sideTraits } from '@joinery/connector-host';
import { validateFlow } from '@joinery/flow';
import { prepareSync } from '@joinery/sync';
import { fillTemplate, templates } from '@joinery/templates';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { subjects } from '../conformance/subjects.ts';

const manifests = new Map(subjects.map(({ connector: { manifest } }) => [manifest.name, manifest]));
const idOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe.each(templates.map((template) => [template.name, template] as const))('the template %s', (_, template) => {
  const connections = Object.fromEntries(
    template.connections.map(({ role, connector }, n) => {
      const { name, version } = manifestOf(connector);
      return [role, { name, version, connectionId: idOf(n + 1) }];
    }),
  );
  const ids = Object.fromEntries(template.parts.map(({ key }, n) => [key, idOf(100 + n)]));

  it.each(['zh', 'en'] as const)('makes documents that can be published, in %s', (language) => {
    const parts = fillTemplate(template, { language, connections, choices: usualChoices(template.choices), ids });
    expect(parts.map(({ key }) => key)).toEqual(template.parts.map(({ key }) => key));
    for (const part of parts) {
      if (part.kind === 'flow') expect([part.key, findings(part.document)]).toEqual([part.key, []]);
      else expect(() => prepare(part.id as SyncId, part.document)).not.toThrow();
    }
  });

  function findings(document: FlowDocument): readonly string[] {
    return validateFlow(document, {
      connector: (ref) => offered(ref),
      connection: (id) => {
        const one = Object.values(connections).find(({ connectionId }) => connectionId === id);
        return one && { connector: one.name };
      },
      callableFlow: () => false,
    })
      .filter(({ severity }) => severity === 'error')
      .map(({ place, message }) => `${place}: ${message.en}`);
  }
});

function manifestOf(name: string): ConnectorManifest {
  const manifest = manifests.get(name);
  if (!manifest) throw new Error(`no connector ${name}`);
  return manifest;
}

function offered({ name }: ConnectorRef) {
  const { actions, triggers } = manifestOf(name);
  return {
    actions: new Map(Object.entries(actions)),
    triggers: new Map(Object.entries(triggers).map(([key, { output }]) => [key, output])),
    needsConnection: true,
  };
}

function prepare(syncId: SyncId, document: SyncDocument): void {
  const traitsOf = ({ connector, object }: SyncDocument['a']) => {
    const declared: RecordObject | undefined = manifestOf(connector.name).objects[object];
    if (!declared) throw new Error(`${connector.name} has no object ${object}`);
    return sideTraits(declared, (declared.fields.from === 'manifest' ? declared.fields.schema : {}) as never);
  };
  for (const one of document.realTime) {
    const { name } = document[one.side].connector;
    if (!manifestOf(name).triggers[one.trigger]) throw new Error(`${name} has no trigger ${one.trigger}`);
  }
  prepareSync({ syncId, document, traits: { a: traitsOf(document.a), b: traitsOf(document.b) } });
}

/** Defaults, and `"X"` for what has none: a template asks for few things, and these as texts. */
function usualChoices(schema: (typeof templates)[number]['choices']) {
  const required = (schema['required'] ?? []) as readonly string[];
  const choices: Record<string, string> = Object.fromEntries(required.map((name) => [name, 'X']));
  const holds = new Ajv2020({ strict: false, useDefaults: true }).compile(schema);
  if (!holds(choices)) throw new Error(JSON.stringify(holds.errors));
  return choices;
}
