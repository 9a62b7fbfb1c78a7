import {
  templateRoutes,
  type FlowId,
  type FlowVersion,
  type Permission,
  type SyncId,
  type Template,
  type TemplateUse,
  type TemplateView,
} from '@joinery/contracts';
import { fillTemplate, type FilledPart } from '@joinery/templates';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import { refuseBrokenFlow } from '../flows/flow-catalogue.ts';
import type { Call } from '../http/call.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { catalogueToken, newIdToken, sandboxToken, templatesToken } from '../ports/tokens.ts';
import { refuseBrokenSync } from '../syncs/sync-findings.ts';
import { chosen } from './chosen.ts';
import { TemplateConnections } from './template-connections.ts';

type Using = Call<typeof templateRoutes.useTemplate>;
type MadePart = TemplateUse['parts'][number];

/** The six scenarios, ready to be used: a person gives connections and a few choices, and gets flows and syncs. */
@Controller('api/v1')
export class TemplateController {
  constructor(
    @Inject(templatesToken) private readonly templates: readonly Template[],
    @Inject(sandboxToken) private readonly sandbox: Sandbox,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(TemplateConnections) private readonly connections: TemplateConnections,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(templateRoutes.listTemplates)
  async list() {
    return { items: this.templates.map((template) => this.#view(template)), next: null };
  }

  @Handles(templateRoutes.readTemplate)
  async read({ params }: Call<typeof templateRoutes.readTemplate>) {
    return this.#view(this.#find(params.template));
  }

  /** All of it or nothing: what it makes stands in one transaction, and nothing that could not be published is made. */
  @Handles(templateRoutes.useTemplate)
  async use(call: Using) {
    const { caller, body } = call;
    const template = this.#find(call.params.template);
    refuseWithout(caller.permissions, needed(template, body));
    const choices = chosen(template, body.choices);
    const { after } = await this.audit.change(call, async (records) => {
      const connections = await this.connections.of(template, call, records);
      const parts = fillTemplate(template, {
        language: caller.user.language,
        connections,
        choices,
        ids: Object.fromEntries(template.parts.map(({ key }) => [key, this.newId()])),
      }).map((part) => (body.label === undefined ? part : { ...part, name: `${part.name} · ${body.label}` }));
      const made: MadePart[] = [];
      for (const part of parts) made.push(await this.#make(part, call, records));
      const ids = Object.fromEntries(Object.entries(connections).map(([role, one]) => [role, one.connectionId]));
      const after = { template: template.name, connections: ids, parts: made };
      return { kind: 'template', id: template.name, name: template.title.en, after };
    });
    return after;
  }

  async #make(part: FilledPart, { caller, body }: Using, records: TenantRecords): Promise<MadePart> {
    const { key, kind, id, name, description } = part;
    const draft = { name, description, by: caller.user.id };
    if (part.kind === 'flow') {
      await refuseBrokenFlow(part.document, records, this.connectors);
      await records.flows.create({ ...draft, id: id as FlowId, document: part.document });
    } else {
      await records.syncs.create({ ...draft, id: id as SyncId, document: part.document });
      await refuseBrokenSync({ id: id as SyncId, document: part.document }, records, this.connectors);
    }
    return { key, kind, id, name, version: body.publish ? await publish(part, caller.user.id, records) : null };
  }

  #find(name: string): Template {
    return found(
      this.templates.find((one) => one.name === name),
      'template',
    );
  }

  #view({ name, scenario, title, summary, connections, choices, parts }: Template): TemplateView {
    const running = new Set(this.sandbox.list().map((one) => one.connector));
    return {
      name,
      scenario,
      title,
      summary,
      connections,
      choices,
      parts: parts.map((part) => ({ key: part.key, kind: part.kind, title: part.title, summary: part.summary })),
      onSimulators: connections.every(({ connector }) => running.has(connector)),
    };
  }
}

type By = Using['caller']['user']['id'];

async function publish({ id, ...part }: FilledPart, by: By, records: TenantRecords): Promise<number> {
  if (part.kind === 'flow') {
    const { document } = part;
    const published = await records.flows.publish({ id: id as FlowId, document, note: '', by });
    return saved(published, 'flow', { yours: 0, of: (one: FlowVersion) => one.version }).version;
  }
  const { document } = part;
  const sync = found(await records.syncs.find(id as SyncId), 'sync');
  const revision = sync.draftRevision;
  return found(await records.syncs.publish({ id: sync.id, document, note: '', by, revision }), 'sync').version;
}

/** Beyond what the route asks for, by what this template makes. */
function needed({ parts }: Template, { onSimulators, publish: publishes }: Using['body']): readonly Permission[] {
  const flows = parts.some(({ kind }) => kind === 'flow');
  const syncs = parts.some(({ kind }) => kind === 'sync');
  return [
    ...(flows ? (['flows.write'] as const) : []),
    ...(syncs ? (['syncs.write'] as const) : []),
    ...(syncs && publishes ? (['syncs.publish'] as const) : []),
    ...(onSimulators ? (['connections.write'] as const) : []),
  ];
}

function refuseWithout(permissions: ReadonlySet<Permission>, wanted: readonly Permission[]): void {
  const missing = wanted.find((one) => !permissions.has(one));
  if (missing) throw new ProblemError('auth.forbidden', { permission: missing });
}
