import type { SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';

/** Ids leave as bare 64-bit numbers, unless `option.n_a_s=1` asks for texts. */
export async function bareNumbers(
  request: SimulatorRequest,
  _reply: SimulatorReply,
  payload: unknown,
): Promise<unknown> {
  const asTexts = (request.query as Readonly<Record<string, string>>)['option.n_a_s'] === '1';
  return typeof payload === 'string' && !asTexts ? payload.replace(/"(-?[0-9]{10,20})"/g, '$1') : payload;
}
