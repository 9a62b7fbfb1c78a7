import { connectorRoutes, type ConnectorManifest, type TenantId } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Caller } from '../auth/caller.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectionPlace, ConnectorCatalogue, InstalledConnectors, LiveConnector } from '../ports/connectors.ts';
import {
  administrationToken,
  catalogueToken,
  installedConnectorsToken,
  liveConnectorToken,
  newIdToken,
} from '../ports/tokens.ts';
import { masked } from '../syncs/mask.ts';
import { connectorDetail, connectorSummary } from './connector-view.ts';
import { soundManifest } from './sound-manifest.ts';

@Controller('api/v1')
export class ConnectorController {
  constructor(
    @Inject(catalogueToken) private readonly catalogue: ConnectorCatalogue,
    @Inject(liveConnectorToken) private readonly live: LiveConnector,
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(installedConnectorsToken) private readonly installed: InstalledConnectors,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(connectorRoutes.listConnectors)
  async list({ caller }: Call<typeof connectorRoutes.listConnectors>) {
    const counts = await this.#counts(caller);
    const all = this.#visible(caller.tenant.id);
    const newest = [...new Map(all.toReversed().map((one) => [one.name, one])).values()].toReversed();
    return { items: newest.map((one) => this.#summary(one, all, counts)), next: null };
  }

  @Handles(connectorRoutes.readConnector)
  async read({ caller, params, query }: Call<typeof connectorRoutes.readConnector>) {
    return this.#detail(caller, params.name, query.version);
  }

  @Handles(connectorRoutes.installConnector)
  async install(call: Call<typeof connectorRoutes.installConnector>) {
    const { caller, body } = call;
    const manifest = soundManifest(body.manifest);
    const { name, version } = manifest;
    const others = this.catalogue.all().filter((one) => one.name === name);
    if (others.some((one) => this.installed.ownerOf(one) !== caller.tenant.id))
      throw new ProblemError('manifest.name-taken', { name });
    const id = this.newId();
    await this.audit.change(call, async (records) => {
      await records.installedConnectors.add(id, manifest, caller.user.id);
      return { kind: 'connector', id, name: `${name} ${version}`, after: { name, version, hosts: manifest.hosts } };
    });
    await this.installed.refresh();
    return this.#detail(caller, name, version);
  }

  @Handles(connectorRoutes.removeConnector)
  async remove(call: Call<typeof connectorRoutes.removeConnector>) {
    const { name, version } = call.params;
    await this.audit.change(call, async (records) => {
      const removed = await records.installedConnectors.remove(name, version);
      if (!removed) throw notFound(`connector ${name} ${version}`);
      return { kind: 'connector', id: `${name}@${version}`, name: `${name} ${version}`, before: { name, version } };
    });
    await this.installed.refresh();
  }

  @Handles(connectorRoutes.askConnectorOptions)
  async options({ caller, body }: Call<typeof connectorRoutes.askConnectorOptions>) {
    const place = await this.#place(caller, body);
    const { source, input, search } = body;
    return {
      options: await this.live.options({ ...place, source, input, ...(search === undefined ? {} : { search }) }),
    };
  }

  @Handles(connectorRoutes.askConnectorSchema)
  async schema({ caller, body }: Call<typeof connectorRoutes.askConnectorSchema>) {
    const { of, name, input } = body;
    return this.live.schemas({ ...(await this.#place(caller, body)), of, name, input });
  }

  @Handles(connectorRoutes.askConnectorObject)
  async object({ caller, body }: Call<typeof connectorRoutes.askConnectorObject>) {
    const place = { ...(await this.#place(caller, body)), object: body.object };
    const { schema, traits } = await this.live.object(place);
    const { list, get, create, update, disable } = traits;
    const able = {
      list,
      changes: traits.changes !== 'none',
      get,
      create: create !== 'none',
      update,
      disable,
      delete: traits.delete,
    };
    const title = found(this.catalogue.find(body.connector)?.objects[body.object], `object ${body.object}`).title;
    return { title, schema, able };
  }

  @Handles(connectorRoutes.askSampleRecords)
  async samples({ caller, body }: Call<typeof connectorRoutes.askSampleRecords>) {
    const place = { ...(await this.#place(caller, body)), object: body.object };
    const [{ traits }, records] = await Promise.all([this.live.object(place), this.live.records(place)]);
    return { records: records.map(({ id, fields }) => ({ id, fields: masked(fields, traits.sensitive) })) };
  }

  /** The connection must be the caller's tenant's, and of that connector. */
  async #place({ tenant }: Caller, { connector, connectionId }: Pick<ConnectionPlace, 'connector' | 'connectionId'>) {
    if (connectionId !== null) {
      const connection = await this.administration.inTenant(tenant.id, (records) =>
        records.connections.find(connectionId),
      );
      if (found(connection, 'connection').connector.name !== connector.name) throw notFound('connection');
    }
    return { tenantId: tenant.id, connector, connectionId };
  }

  /** What everybody has, and what the tenant installed. */
  #visible(tenantId: TenantId): readonly ConnectorManifest[] {
    return this.catalogue.all().filter((one) => (this.installed.ownerOf(one) ?? tenantId) === tenantId);
  }

  /** The newest version unless another is named. */
  async #detail(caller: Caller, name: string, version?: string) {
    const all = this.#visible(caller.tenant.id);
    const manifest = found(
      all.find((one) => one.name === name && (version === undefined || one.version === version)),
      `connector ${name}`,
    );
    return connectorDetail(this.#summary(manifest, all, await this.#counts(caller)), manifest);
  }

  #counts({ tenant }: Caller): Promise<ReadonlyMap<string, number>> {
    return this.administration.inTenant(tenant.id, (records) => records.connections.countByConnector());
  }

  #summary(
    manifest: ConnectorManifest,
    all: readonly ConnectorManifest[],
    counts: ReadonlyMap<string, number>,
  ): ReturnType<typeof connectorSummary> {
    return connectorSummary(manifest, {
      versions: all.filter((one) => one.name === manifest.name).map((one) => one.version),
      connections: counts.get(manifest.name) ?? 0,
      removable: this.installed.ownerOf(manifest) !== undefined,
    });
  }
}
