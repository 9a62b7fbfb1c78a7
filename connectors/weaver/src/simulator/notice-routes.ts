import type { JsonObject } from '@joinery/contracts';
import { type SimulatorApp, type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';
import { parameters } from './form-body.ts';

const receiverLists = ['userIdList', 'loginIdList', 'workCodeList', 'lastNameList'] as const;
const fieldOf = {
  userIdList: 'id',
  loginIdList: 'loginid',
  workCodeList: 'workcode',
  lastNameList: 'lastname',
} as const;

/** Notices in the message centre; the shape of the answers is not published. */
export function noticeRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post('/api/ec/dev/message/sendCustomMessageSingle', (request) => {
    const given = parameters(request);
    const people = receivers(box, given);
    if (textOf(given['code']) === '') return { status: false, code: 1, msg: 'code不能为空' };
    if (people.length === 0) return { status: false, code: 1, msg: '接收人不存在' };
    box.records.upsert('notices', { ...given, state: textOf(given['bizState']) });
    for (const person of people) {
      const [title, text] = [textOf(given['title']), textOf(given['context'])];
      const to = { to: textOf(person['id']), toName: textOf(person['lastname']) };
      box.inbox.add({
        id: box.newId(),
        ...to,
        kind: 'notice',
        title,
        text,
        receivedAt: new Date(box.now()).toISOString(),
        content: given,
      });
    }
    return { status: true, code: 0, msg: '' };
  });
  server.post('/api/ec/dev/message/alterCustomMessageSingle', (request) => {
    const given = parameters(request);
    const notice = box.records.get('notices', textOf(given['targetId']));
    if (!notice) return { status: false, code: 1, msg: '消息不存在' };
    box.records.upsert('notices', { targetId: textOf(given['targetId']), state: textOf(given['bizState']) });
    return { status: true, code: 0, msg: '' };
  });
}

function receivers(box: SimulatorBox, given: JsonObject): readonly JsonObject[] {
  return receiverLists.flatMap((list) =>
    textOf(given[list])
      .split(',')
      .filter((each) => each !== '')
      .flatMap((each) => [box.records.find('people', (row) => row[fieldOf[list]] === each)])
      .filter((person): person is JsonObject => person !== undefined),
  );
}
