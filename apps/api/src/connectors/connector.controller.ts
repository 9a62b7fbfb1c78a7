import { connectorRoutes, type ConnectorManifest } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import type { Caller } from '../auth/caller.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectionPlace, ConnectorCatalogue, LiveConnector } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, liveConnectorToken } from '../ports/tokens.ts';
import { connectorDetail, connectorSummary } from './connector-view.ts';

@Controller('api/v1')
export class ConnectorController {
  constructor(
    @Inject(catalogueToken) private readonly catalogue: ConnectorCatalogue,
    @Inject(liveConnectorToken) private readonly live: LiveConnector,
    @Inject(administrationToken) private readonly administration: Administration,
  ) {}

  @Handles(connectorRoutes.listConnectors)
  async list({ caller }: Call<typeof connectorRoutes.listConnectors>) {
    const counts = await this.administration.inTenant(caller.tenant.id, (records) =>
      records.connections.countByConnector(),
    );
    const newest = [
      ...new Map(
        this.catalogue
          .all()
          .toReversed()
          .map((one) => [one.name, one]),
      ).values(),
    ].toReversed();
    return { items: newest.map((one) => this.#summary(one, counts)), next: null };
  }

  @Handles(connectorRoutes.readConnector)
  async read({ caller, params, query }: Call<typeof connectorRoutes.readConnector>) {
    const ofName = this.catalogue.all().filter((one) => one.name === params.name);
    const manifest = found(
      query.version ? ofName.find((one) => one.version === query.version) : ofName[0],
      `connector ${params.name}`,
    );
    const counts = await this.administration.inTenant(caller.tenant.id, (records) =>
      records.connections.countByConnector(),
    );
    return connectorDetail(this.#summary(manifest, counts), manifest);
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

  #summary(manifest: ConnectorManifest, counts: ReadonlyMap<string, number>) {
    const versions = this.catalogue
      .all()
      .filter((one) => one.name === manifest.name)
      .map((one) => one.version);
    return connectorSummary(manifest, versions, counts.get(manifest.name) ?? 0);
  }
}
