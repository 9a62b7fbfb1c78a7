import { textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { objectTypeOf } from './object-types.ts';
import { living, ofType } from './record-routes.ts';

interface Asked {
  readonly Params: { readonly type: string; readonly id: string; readonly to: string; readonly toId: string };
}

const stages = ['新建', '等待客户', '等待我们', '已关闭'];

/** Who we are, what objects look like, and how they are associated. */
export function accountRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get('/account-info/v3/details', () => ({
    portalId: 12345678,
    accountType: 'STANDARD',
    timeZone: 'Asia/Shanghai',
    uiDomain: 'app.hubspot.com',
  }));
  app.get<Asked>('/crm/v3/properties/:type', ({ params }, reply) =>
    ofType(params.type, reply, ({ properties }) => ({
      results: properties.map(({ name, label, type, readOnly = false, unique = false, options = [] }) => ({
        name,
        label,
        type,
        fieldType: type === 'enumeration' ? 'select' : 'text',
        groupName: 'information',
        hasUniqueValue: unique,
        options: options.map((value) => ({ value, label: value, hidden: false })),
        modificationMetadata: { readOnlyValue: readOnly, archivable: true, readOnlyDefinition: readOnly },
      })),
    })),
  );
  app.get('/crm/v3/pipelines/tickets', () => ({
    results: [{ id: '0', label: '支持管道', stages: stages.map((label, index) => ({ id: String(index + 1), label })) }],
  }));
  app.get('/crm/v3/owners', () => ({
    results: [{ id: '77', email: 'e1002@service.example.com', firstName: '芳', lastName: '王', archived: false }],
  }));
  app.put<Asked>('/crm/v4/objects/:type/:id/associations/default/:to/:toId', ({ params }, reply) => {
    const [from, to] = [objectTypeOf(params.type), objectTypeOf(params.to)];
    if (!from || !to || !living(from, params.id, box) || !living(to, params.toId, box)) return refuse(reply, notFound);
    const id = [from.name, params.id, to.name, params.toId].join('/');
    box.records.upsert('associations', { id, from: textOf(params.id), to: textOf(params.toId) });
    return { status: 'COMPLETE', results: [{ from: { id: params.id }, to: { id: params.toId } }] };
  });
}
