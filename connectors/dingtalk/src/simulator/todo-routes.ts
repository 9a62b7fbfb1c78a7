import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { newErrors, refuseNew } from './answers.ts';

interface Call {
  readonly Params: { readonly unionId: string; readonly taskId: string };
  readonly Body: JsonObject;
}

/** Todos go by unionid; a `sourceId` can be used once. */
export function todoRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const path = '/v1.0/todo/users/:unionId/tasks';
  server.post<Call>(path, ({ params, body }, reply) => {
    const owner = box.records.find('users', (row) => row['unionid'] === params.unionId);
    const sourceId = textOf(body['sourceId']);
    if (!owner || textOf(body['subject']) === '') return refuseNew(reply, newErrors.todo);
    if (sourceId !== '' && box.records.find('todos', (row) => row['sourceId'] === sourceId))
      return refuseNew(reply, newErrors.todoExists);
    const now = box.now();
    return box.records.upsert('todos', {
      id: box.newId('OPJ'),
      ...body,
      startTime: now,
      finishTime: 0,
      done: false,
      source: 'isv_dingtalkTodo',
      bizTag: 'isv_dingtalkTodo',
      createdTime: now,
      modifiedTime: now,
      requestId: box.newId(),
    });
  });
  server.put<Call>(`${path}/:taskId`, ({ params, body }, reply) => {
    if (!box.records.get('todos', params.taskId)) return refuseNew(reply, newErrors.noTodo);
    box.records.upsert('todos', { ...body, id: params.taskId, modifiedTime: box.now() });
    return { requestId: box.newId(), result: true };
  });
}
