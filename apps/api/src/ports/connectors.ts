import type {
  Bilingual,
  ConnectionId,
  ConnectorManifest,
  ConnectorRef,
  Failure,
  Json,
  JsonObject,
  JsonSchema,
  TenantId,
} from '@joinery/contracts';
import type { SideTraits } from '@joinery/sync';
import type { Secret } from '@joinery/vault';

/** The connectors installed here. */
export interface ConnectorCatalogue {
  /** Every version of every connector, the newest of each name first. */
  all(): readonly ConnectorManifest[];
  find(ref: ConnectorRef): ConnectorManifest | undefined;
}

/** Connectors that tenants installed. */
export interface InstalledConnectors {
  /** Whose it is; nothing for those that everybody has. */
  ownerOf(ref: ConnectorRef): TenantId | undefined;
  /** After a change: makes it known here at once. */
  refresh(): Promise<void>;
}

/** A saved connection, or none for connectors that need none. */
export interface ConnectionPlace {
  readonly tenantId: TenantId;
  readonly connector: ConnectorRef;
  readonly connectionId: ConnectionId | null;
}

/** An object of a saved connection. */
export interface ObjectPlace extends ConnectionPlace {
  readonly object: string;
}

/** A connection as a person has just filled it in. */
export interface UnsavedConnection {
  readonly tenantId: TenantId;
  readonly connector: ConnectorRef;
  readonly fields: JsonObject;
  readonly secrets: Readonly<Record<string, Secret>>;
}

export type LiveTest =
  | { readonly ok: true; readonly message: Bilingual }
  | { readonly ok: false; readonly message: Bilingual; readonly failure: Failure };

/** Questions to the live account behind a connection; what the other side refuses is thrown as its failure. */
export interface LiveConnector {
  /** Never throws for what the other side did. */
  test(place: ConnectionPlace): Promise<LiveTest>;
  testUnsaved(connection: UnsavedConnection): Promise<LiveTest>;
  options(
    ask: ConnectionPlace & { readonly source: string; readonly input: Json; readonly search?: string },
  ): Promise<readonly { readonly value: Json; readonly label: Bilingual }[]>;
  schemas(
    ask: ConnectionPlace & { readonly of: 'action' | 'trigger'; readonly name: string; readonly input: Json },
  ): Promise<{ readonly inputSchema: JsonSchema; readonly outputSchema: JsonSchema }>;
  /** @throws FailureError for an object that the connector does not have */
  object(ask: ObjectPlace): Promise<{ readonly schema: JsonSchema; readonly traits: SideTraits }>;
  /** The records of these ids that exist, or without ids the first few. Whole: whoever shows them masks them. */
  records(
    ask: ObjectPlace & { readonly ids?: readonly string[] },
  ): Promise<readonly { readonly id: string; readonly fields: JsonObject }[]>;
  /** Where a person's browser goes to allow the connection. */
  authorize(
    place: ConnectionPlace,
    request: { readonly redirectUri: string; readonly state: string },
  ): Promise<{ readonly url: string; readonly codeVerifier: string | undefined }>;
  /** The person came back with a code: it is exchanged and the tokens are kept. */
  completeAuthorization(
    place: ConnectionPlace,
    answer: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string | undefined },
  ): Promise<void>;
  /** It was edited or deleted: nothing of it may be used any longer. */
  forget(tenantId: TenantId, id: ConnectionId): void;
}
