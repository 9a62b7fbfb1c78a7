import { FunctionValue } from '../../runtime/function-value.ts';
import type { CallNode } from '../../syntax/syntax-tree.ts';
import type { Name } from './emitter.ts';
import type { Place } from './place.ts';
import type { Site } from './parts.ts';

/** A call of a function of the library by name; any other call is left to a closure. */
export function emitCall(node: CallNode, place: Place): Name | undefined {
  const { procedure, arguments: args } = node;
  if (procedure.type !== 'variable' || procedure.predicate || procedure.group) return undefined;
  const { emitter, compiler, scope, input, frame } = place;
  if (scope.placesOf(procedure.value).length > 0) return undefined;
  const called = compiler.builtIn(procedure.value);
  if (!called) return undefined;
  const site: Site = { target: FunctionValue.targetOf(called), position: node.position, token: procedure.value };
  const values = args.map((arg) => place.emit(arg, { ...place, isResult: false }));
  return emitter.variable(`callAt(${emitter.constant(site)}, [${values.join(', ')}], ${input}, ${frame})`);
}
