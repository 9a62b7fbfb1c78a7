import { z } from 'zod';
import {
  SandboxQuerySchema,
  SaveSimulatorRecordSchema,
  SetSimulatorFaultSchema,
  SimulatorMessagePageSchema,
  SimulatorPageSchema,
  SimulatorRecordPageSchema,
  SimulatorRecordSchema,
  SimulatorSchema,
} from '../sandbox.ts';
import { routes } from './route.ts';

const read = { permission: 'sandbox.read' } as const;
const write = { permission: 'sandbox.write' } as const;
const simulator = z.strictObject({ simulator: z.string().max(64) });
const collection = simulator.extend({ collection: z.string().max(100) });
const record = collection.extend({ recordId: z.string().max(200) });

export const sandboxRoutes = routes({
  listSimulators: {
    method: 'GET',
    path: '/sandbox',
    summary: 'The simulators that run here',
    policy: read,
    response: SimulatorPageSchema,
  },
  readSimulator: {
    method: 'GET',
    path: '/sandbox/{simulator}',
    summary: 'One simulator with its collections and fault knobs',
    policy: read,
    params: simulator,
    response: SimulatorSchema,
  },
  resetSimulator: {
    method: 'POST',
    path: '/sandbox/{simulator}/reset',
    summary: 'Back to the records it began with',
    policy: write,
    params: simulator,
    response: SimulatorSchema,
    audit: 'simulator.reset',
  },
  listSimulatorMessages: {
    method: 'GET',
    path: '/sandbox/{simulator}/inbox',
    summary: 'Messages it received, newest first',
    policy: read,
    params: simulator,
    query: SandboxQuerySchema,
    response: SimulatorMessagePageSchema,
  },
  setSimulatorFault: {
    method: 'PUT',
    path: '/sandbox/{simulator}/faults/{fault}',
    summary: 'Turn a fault on or off',
    policy: write,
    params: simulator.extend({ fault: z.string().max(100) }),
    body: SetSimulatorFaultSchema,
    response: SimulatorSchema,
    audit: 'simulator.fault-set',
  },
  listSimulatorRecords: {
    method: 'GET',
    path: '/sandbox/{simulator}/collections/{collection}',
    summary: 'Records of one collection',
    policy: read,
    params: collection,
    query: SandboxQuerySchema,
    response: SimulatorRecordPageSchema,
  },
  createSimulatorRecord: {
    method: 'POST',
    path: '/sandbox/{simulator}/collections/{collection}',
    summary: 'Add a record, as a user of that system would',
    policy: write,
    params: collection,
    body: SaveSimulatorRecordSchema,
    response: SimulatorRecordSchema,
    status: 201,
    audit: 'simulator.record-created',
  },
  saveSimulatorRecord: {
    method: 'PUT',
    path: '/sandbox/{simulator}/collections/{collection}/{recordId}',
    summary: 'Edit a record; the simulator sends the events its vendor would',
    policy: write,
    params: record,
    body: SaveSimulatorRecordSchema,
    response: SimulatorRecordSchema,
    audit: 'simulator.record-changed',
  },
  deleteSimulatorRecord: {
    method: 'DELETE',
    path: '/sandbox/{simulator}/collections/{collection}/{recordId}',
    summary: 'Delete a record',
    policy: write,
    params: record,
    audit: 'simulator.record-deleted',
  },
});
