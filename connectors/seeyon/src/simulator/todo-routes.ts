import type { JsonObject } from '@joinery/contracts';
import { type SimulatorApp, type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';

const prefix = '/seeyon/rest/thirdpartyPending';
export const registerCode = '3006';

interface Asked {
  readonly Body: JsonObject;
}

const refused = (errorDetail: string): JsonObject => ({ success: false, errorMsgs: [{ errorDetail }] });

/** Todos of a registered third-party system. */
export function todoRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post<Asked>(`${prefix}/receive`, ({ body }) => {
    if (body['registerCode'] !== registerCode) return refused('registerCode 不存在');
    const receiver = box.records.find('members', ({ loginName }) => loginName === body['noneBindingReceiver']);
    if (!receiver) return refused('接收人未绑定');
    box.records.upsert('todos', body);
    box.inbox.add({
      id: box.newId(),
      to: textOf(receiver['loginName']),
      toName: textOf(receiver['name']),
      kind: 'todo',
      title: textOf(body['title']),
      text: textOf(body['content']),
      receivedAt: new Date(box.now()).toISOString(),
      content: body,
    });
    return { success: true, errorMsgs: [] };
  });
  server.post<Asked>(`${prefix}/updatePendingState`, ({ body }) => {
    const todo = box.records.get('todos', textOf(body['taskId']));
    if (!todo) return refused('taskId 不存在');
    box.records.upsert('todos', {
      taskId: todo['taskId'] ?? '',
      state: body['state'] ?? '',
      subState: body['subState'] ?? '',
    });
    return { success: true, errorMsgs: [] };
  });
}
