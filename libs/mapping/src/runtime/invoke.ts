import { Fault, throughCall, withoutPlace } from './fault.ts';
import { FunctionValue } from './function-value.ts';
import type { Code, Frame, Run } from './run.ts';

/** A call in tail position, as it stands in the source. */
export interface TailSite extends CallPlace {
  readonly procedure: Code;
  readonly args: readonly Code[];
}

/** A call that the caller is to make instead of the lambda, so that tail recursion does not nest. */
export class TailCall {
  readonly site: TailSite;
  readonly input: unknown;
  readonly frame: Frame;

  constructor(site: TailSite, input: unknown, frame: Frame) {
    this.site = site;
    this.input = input;
    this.frame = frame;
  }
}

/** The place of a call, for what goes wrong in it. */
export interface CallPlace {
  readonly position: number | undefined;
  readonly token: string | undefined;
}

/** Calls a function value, and whatever it hands on as a tail call: those have places of their own. */
export function invoke(
  callee: unknown,
  args: readonly unknown[],
  input: unknown,
  run: Run,
  place?: CallPlace,
): unknown {
  let result = invokePlaced(callee, args, input, run, place);
  while (result instanceof TailCall) result = makeTailCall(result, input, run, place);
  return result;
}

function invokePlaced(callee: unknown, args: readonly unknown[], input: unknown, run: Run, place?: CallPlace): unknown {
  if (!place) return invokeOnce(callee, args, input, run);
  try {
    return invokeOnce(callee, args, input, run);
  } catch (error) {
    throw throughCall(error, place.position, place.token);
  }
}

/** Calls back from a function such as `$map`: without context. */
export function callBack(callee: unknown, args: readonly unknown[], run: Run): unknown {
  return invoke(callee, args, null, run);
}

function invokeOnce(callee: unknown, args: readonly unknown[], input: unknown, run: Run): unknown {
  if (!(callee instanceof FunctionValue)) throw new Fault('T1006');
  const target = FunctionValue.targetOf(callee);
  run.budget.step();
  return target.call(target.signature ? target.signature.validate(args, input) : args, input, run);
}

function makeTailCall(tail: TailCall, input: unknown, run: Run, outer: CallPlace | undefined): unknown {
  const { site, frame } = tail;
  try {
    const callee = site.procedure(tail.input, frame);
    const args = site.args.map((arg) => arg(tail.input, frame));
    return invokePlaced(callee, args, input, run, site);
  } catch (error) {
    throw outer ? withoutPlace(error, outer) : error;
  }
}
