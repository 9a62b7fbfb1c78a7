import type { JsonObject } from '@joinery/contracts';
import {
  InvalidCursor,
  pageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { errors, ok, refuse } from './answers.ts';
import { findUser } from './contact-routes.ts';

interface Post {
  readonly Body: JsonObject;
}

interface Control {
  readonly property: {
    readonly control: string;
    readonly id: string;
    readonly require: number;
    readonly title: readonly JsonObject[];
  };
}

const longestSeconds = 31 * 24 * 3_600;
const fields: Readonly<Record<string, (row: JsonObject) => string>> = {
  template_id: (row) => textOf(row['template_id']),
  creator: (row) => textOf((row['applyer'] as JsonObject)['userid']),
  sp_status: (row) => textOf(row['sp_status']),
};

/** Approvals. Nobody can decide by API: people do, in the sandbox by changing `sp_status`. */
export function approvalRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post<Post>('/cgi-bin/oa/gettemplatedetail', ({ body }, reply) => {
    const template = box.records.get('templates', textOf(body['template_id']));
    if (!template) return refuse(reply, errors.approval, { template_names: [] });
    return ok({
      template_names: [{ text: template['name'] ?? '', lang: 'zh_CN' }],
      template_content: { controls: template['controls'] ?? [] },
    });
  });
  server.post<Post>('/cgi-bin/oa/applyevent', ({ body }, reply) => apply(box, body, reply));
  server.post<Post>('/cgi-bin/oa/getapprovaldetail', ({ body }, reply) => {
    const info = box.records.get('approvals', textOf(body['sp_no']));
    return info ? ok({ info }) : refuse(reply, errors.approval);
  });
  server.post<Post>('/cgi-bin/oa/getapprovalinfo', ({ body, url }, reply) => {
    const from = Number(body['starttime']);
    const to = Number(body['endtime']);
    const limit = Number(body['size']);
    // Moments are texts here.
    const texts = typeof body['starttime'] === 'string' && typeof body['endtime'] === 'string';
    if (!texts || !(to - from <= longestSeconds) || !(limit >= 1 && limit <= 100))
      return refuse(reply, errors.badParameter);
    const filters = (body['filters'] ?? []) as readonly { readonly key: string; readonly value: string }[];
    const rows = box.records
      .list('approvals')
      .filter((row) => Number(row['apply_time']) >= from && Number(row['apply_time']) <= to)
      .filter((row) => filters.every(({ key, value }) => fields[key]?.(row) === value))
      .toSorted((a, b) => (textOf(a['sp_no']) < textOf(b['sp_no']) ? -1 : 1));
    try {
      const cursor = textOf(body['new_cursor']) || undefined;
      const { items, next } = pageOf({
        rows,
        limit,
        cursor,
        placeOf: (row) => [textOf(row['sp_no'])],
        faults: box.faults,
        path: url,
      });
      return ok({
        sp_no_list: items.map((row) => row['sp_no'] ?? ''),
        ...(next !== undefined && { new_next_cursor: next }),
      });
    } catch (error) {
      if (error instanceof InvalidCursor) return refuse(reply, errors.badParameter);
      throw error;
    }
  });
}

function apply(box: SimulatorBox, body: JsonObject, reply: SimulatorReply): unknown {
  const template = box.records.get('templates', textOf(body['template_id']));
  const creator = findUser(box, textOf(body['creator_userid']));
  if (!creator) return refuse(reply, errors.approvalScope);
  const controls = (template?.['controls'] ?? []) as unknown as readonly Control[];
  const given = (((body['apply_data'] ?? {}) as JsonObject)['contents'] ?? []) as readonly JsonObject[];
  const summary = body['summary_list'];
  if (!template || !fits(controls, given) || !Array.isArray(summary) || summary.length > 3)
    return refuse(reply, errors.approval);
  const titles = new Map(controls.map(({ property }) => [property.id, property.title]));
  const approval = box.records.upsert('approvals', {
    sp_name: template['name'] ?? '',
    template_id: template['template_id'] ?? '',
    applyer: {
      userid: creator['userid'] ?? '',
      partyid: textOf(body['choose_department'] ?? (creator['department'] as readonly number[])[0]),
    },
    approvers: approversOf(body),
    apply_data: {
      contents: given.map((each) => ({ ...each, title: (titles.get(textOf(each['id'])) ?? []) as never })),
    },
  });
  return ok({ sp_no: approval['sp_no'] ?? '' });
}

/** Every control that is required is there, each of the right kind, with a value in an object. */
function fits(controls: readonly Control[], given: readonly JsonObject[]): boolean {
  const known = new Map(controls.map(({ property }) => [property.id, property]));
  const complete = controls.every(
    ({ property }) => property.require !== 1 || given.some(({ id }) => id === property.id),
  );
  const right = given.every(
    ({ id, control, value }) =>
      known.get(textOf(id))?.control === control && typeof value === 'object' && value !== null,
  );
  return complete && right;
}

function approversOf({ process }: JsonObject): readonly string[] {
  const nodes = ((process ?? {}) as JsonObject)['node_list'];
  if (!Array.isArray(nodes)) return ['liuyang'];
  return (nodes as readonly { readonly type: number; readonly userid: readonly string[] }[])
    .filter(({ type }) => type === 1)
    .flatMap(({ userid }) => userid);
}
