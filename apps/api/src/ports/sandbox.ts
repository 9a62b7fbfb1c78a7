import type {
  ConnectorRef,
  FlowDocument,
  JsonObject,
  Simulator,
  SimulatorMessagePage,
  SimulatorRecord,
  SimulatorRecordPage,
  SandboxQuery,
} from '@joinery/contracts';

/** A connection to a simulator, for the steps of an example. */
export type ExampleConnection = ConnectorRef & { readonly connectionId: string };

/** A flow between simulators that shows what the product does. */
export interface SandboxExample {
  readonly name: string;
  readonly description: string;
  /** The simulators it joins, by name. */
  readonly simulators: readonly string[];
  /** Its document, with the connections in the order of `simulators`. */
  document(connections: readonly ExampleConnection[]): FlowDocument;
}

/** The simulators that run here. Undefined means there is no such simulator, collection or record. */
export interface Sandbox {
  list(): readonly Simulator[];
  find(name: string): Simulator | undefined;
  reset(name: string): Simulator | undefined;
  inbox(name: string, query: SandboxQuery): SimulatorMessagePage | undefined;
  records(name: string, collection: string, query: SandboxQuery): SimulatorRecordPage | undefined;
  save(name: string, collection: string, id: string | null, record: JsonObject): SimulatorRecord | undefined;
  remove(name: string, collection: string, id: string): boolean;
  setFault(name: string, fault: string, active: boolean, settings: JsonObject): Simulator | undefined;
  /** In the language of the person who asks; undefined where its simulators do not run. */
  example(language: 'zh' | 'en'): SandboxExample | undefined;
}
