import type { JsonObject } from '@joinery/contracts';
import { type SimulatorBox, type SimulatorRecord, textOf } from '@joinery/connector-sdk/simulator';

const nodes: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  '0': { id: '3974', name: '创建' },
  '1': { id: '3976', name: '审批' },
  '2': { id: '3977', name: '提交' },
  '3': { id: '3978', name: '归档' },
};

const inner = new Set([
  'fields',
  'logs',
  'operatorId',
  'receiveTime',
  'createTime',
  'lastOperateTime',
  'lastOperatorId',
]);

/** One request, in the shapes of the different interfaces. */
export class RequestViews {
  readonly #box: SimulatorBox;

  constructor(box: SimulatorBox) {
    this.#box = box;
  }

  /** `getRequestStatus`: ids and types, no name of the node. */
  status(request: SimulatorRecord): JsonObject {
    const own = Object.fromEntries(Object.entries(request).filter(([name]) => !inner.has(name)));
    const workflow = this.#workflow(request);
    return {
      ...own,
      create: false,
      creatertype: 0,
      currentNodeId: this.#node(request).id,
      isremark: 0,
      languageid: 7,
      mainTableInfoEntity: { billid: -1356, tableDbName: 'formtable_main_1356' },
      takisremark: -1,
      workflowBaseInfo: {
        formId: workflow['formId'] ?? null,
        isBill: '1',
        workflowName: workflow['workflowName'] ?? null,
        workflowTypeId: workflow['workflowTypeId'] ?? null,
      },
      workflowId: Number(request['workflowId']),
    };
  }

  /** `getWorkflowRequest`: the form and the log. */
  detail(request: SimulatorRecord): JsonObject {
    const todo = this.todo(request);
    const fields = (request['fields'] ?? {}) as JsonObject;
    const shown = (this.#workflow(request)['fields'] ?? []) as readonly JsonObject[];
    const logs = (request['logs'] ?? []) as readonly JsonObject[];
    return {
      ...todo,
      canEdit: true,
      canView: true,
      workflowMainTableInfo: {
        tableDBName: 'formtable_main_1356',
        requestRecords: [
          {
            recordOrder: 0,
            workflowRequestTableFields: shown.map(({ fieldName, fieldShowName, mand }, index) => {
              const value = fields[textOf(fieldName)] ?? '';
              return {
                fieldId: String(40_119 + index),
                fieldName,
                fieldShowName,
                fieldValue: value,
                fieldShowValue: value,
                mand,
              };
            }),
          },
        ],
      },
      workflowDetailTableInfos: [],
      workflowRequestLogs: logs.map((log, index) => ({
        id: String(922 + index),
        nodeId: '3974',
        nodeName: log['nodeName'] ?? '',
        operateDate: textOf(log['at']).slice(0, 10),
        operateTime: textOf(log['at']).slice(11),
        operateType: log['operateType'] ?? '',
        operatorId: log['operatorId'] ?? '',
        operatorName: this.#nameOf(log['operatorId']),
        receivedPersons: this.#nameOf(request['operatorId']),
        remark: log['remark'] ?? '',
      })),
    } as JsonObject;
  }

  /** An entry of a person's list. */
  todo(request: SimulatorRecord): JsonObject {
    const workflow = this.#workflow(request);
    const node = this.#node(request);
    const text = (name: string): string => textOf(request[name]);
    return {
      requestId: text('requestId'),
      requestName: text('requestName'),
      requestLevel: text('requestLevel'),
      status: text('status'),
      createTime: text('createTime'),
      receiveTime: text('receiveTime'),
      creatorId: text('creatorId'),
      creatorName: this.#nameOf(request['creatorId']),
      currentNodeId: node.id,
      currentNodeName: node.name,
      lastOperatorId: text('lastOperatorId'),
      lastOperatorName: this.#nameOf(request['lastOperatorId']),
      lastOperateTime: text('lastOperateTime'),
      sysName: '',
      workflowBaseInfo: {
        workflowId: workflow['workflowId'] ?? null,
        workflowName: workflow['workflowName'] ?? null,
        workflowTypeId: workflow['workflowTypeId'] ?? null,
        workflowTypeName: workflow['workflowTypeName'] ?? null,
        formId: workflow['formId'] ?? null,
      },
    };
  }

  #workflow(request: SimulatorRecord): JsonObject {
    return this.#box.records.get('workflows', textOf(request['workflowId'])) ?? {};
  }

  #node(request: SimulatorRecord): { readonly id: string; readonly name: string } {
    return nodes[textOf(request['currentNodeType'])] ?? { id: '', name: '' };
  }

  #nameOf(id: JsonObject[string] | undefined): string {
    return textOf(this.#box.records.get('people', textOf(id))?.['lastname']);
  }
}
