import type { JsonObject } from '@joinery/contracts';
import { InvalidCursor, pageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { errors, refuse, success } from './answers.ts';

interface List {
  readonly Querystring: { readonly page_size?: string; readonly page_token?: string };
}

/** Groups the bot is in, and who the bot is. */
export function chatRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.get('/open-apis/bot/v3/info', () => ({
    code: 0,
    msg: 'ok',
    bot: {
      activate_status: 2,
      app_name: '榫卯机器人',
      avatar_url: '',
      ip_white_list: [],
      open_id: 'ou_bot00000000000000000000000000000',
    },
  }));
  server.get<List>('/open-apis/im/v1/chats', ({ query, url }, reply) => {
    const limit = Number(query.page_size ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return refuse(reply, errors.badParameter);
    const placeOf = (row: JsonObject): readonly string[] => [textOf(row['chat_id'])];
    const rows = box.records.list('chats').toSorted((a, b) => (textOf(a['chat_id']) < textOf(b['chat_id']) ? -1 : 1));
    try {
      const { items, next } = pageOf({
        rows,
        limit,
        cursor: query.page_token || undefined,
        placeOf,
        faults: box.faults,
        path: url,
      });
      return success({ items, has_more: next !== undefined, page_token: next ?? '' });
    } catch (error) {
      if (error instanceof InvalidCursor) return refuse(reply, errors.badParameter);
      throw error;
    }
  });
}
