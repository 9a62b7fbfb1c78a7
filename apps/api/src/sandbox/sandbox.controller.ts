import { sandboxRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound } from '../http/problem-error.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { sandboxToken } from '../ports/tokens.ts';

@Controller('api/v1')
export class SandboxController {
  constructor(
    @Inject(sandboxToken) private readonly sandbox: Sandbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(sandboxRoutes.listSimulators)
  async list() {
    return { items: this.sandbox.list(), next: null };
  }

  @Handles(sandboxRoutes.readSimulator)
  async read({ params }: Call<typeof sandboxRoutes.readSimulator>) {
    return found(this.sandbox.find(params.simulator), 'simulator');
  }

  @Handles(sandboxRoutes.resetSimulator)
  async reset(call: Call<typeof sandboxRoutes.resetSimulator>) {
    const simulator = found(this.sandbox.reset(call.params.simulator), 'simulator');
    await this.audit.note(call, { kind: 'simulator', id: simulator.name });
    return simulator;
  }

  @Handles(sandboxRoutes.listSimulatorMessages)
  async inbox({ params, query }: Call<typeof sandboxRoutes.listSimulatorMessages>) {
    return found(this.sandbox.inbox(params.simulator, query), 'simulator');
  }

  @Handles(sandboxRoutes.setSimulatorFault)
  async setFault(call: Call<typeof sandboxRoutes.setSimulatorFault>) {
    const { params, body } = call;
    const simulator = found(this.sandbox.setFault(params.simulator, params.fault, body.active, body.settings), 'fault');
    await this.audit.note(call, { kind: 'simulator', id: simulator.name, after: { fault: params.fault, ...body } });
    return simulator;
  }

  @Handles(sandboxRoutes.listSimulatorRecords)
  async records({ params, query }: Call<typeof sandboxRoutes.listSimulatorRecords>) {
    return found(this.sandbox.records(params.simulator, params.collection, query), 'collection');
  }

  @Handles(sandboxRoutes.createSimulatorRecord)
  async create(call: Call<typeof sandboxRoutes.createSimulatorRecord>) {
    const { params, body } = call;
    const record = found(this.sandbox.save(params.simulator, params.collection, null, body.record), 'collection');
    await this.audit.note(call, {
      kind: 'simulator',
      id: params.simulator,
      after: { collection: params.collection, id: record.id },
    });
    return record;
  }

  @Handles(sandboxRoutes.saveSimulatorRecord)
  async save(call: Call<typeof sandboxRoutes.saveSimulatorRecord>) {
    const { params, body } = call;
    const record = found(
      this.sandbox.save(params.simulator, params.collection, params.recordId, body.record),
      'record',
    );
    await this.audit.note(call, {
      kind: 'simulator',
      id: params.simulator,
      after: { collection: params.collection, id: record.id },
    });
    return record;
  }

  @Handles(sandboxRoutes.deleteSimulatorRecord)
  async remove(call: Call<typeof sandboxRoutes.deleteSimulatorRecord>) {
    const { simulator, collection, recordId } = call.params;
    if (!this.sandbox.remove(simulator, collection, recordId)) throw notFound('record');
    await this.audit.note(call, { kind: 'simulator', id: simulator, before: { collection, id: recordId } });
  }
}
