import type {
  JsonObject,
  Simulator,
  SimulatorMessagePage,
  SimulatorRecord,
  SimulatorRecordPage,
  SandboxQuery,
} from '@joinery/contracts';

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
}
