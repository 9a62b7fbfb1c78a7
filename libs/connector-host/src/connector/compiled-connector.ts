import type { ConnectorAction, ConnectorManifest, Json, JsonSchema, KeyTravel, RecordObject } from '@joinery/contracts';
import type { Connector, ConnectorCode } from '@joinery/connector-sdk';
import { type CompiledScheme, compileAuth } from '../auth/compile-auth.ts';
import { compileHosts, type DeclaredHosts } from '../connection/declared-hosts.ts';
import { type Evaluator, evaluator } from '../expressions/evaluator.ts';
import { type Template, template } from '../expressions/template.ts';
import { compileOperation, type CompiledOperation } from '../operation/compile-operation.ts';
import { compileInputCheck, type InputCheck } from './input-check.ts';

export interface CompiledAction {
  readonly name: string;
  readonly action: ConnectorAction;
  readonly operation: CompiledOperation;
  readonly checkInput: InputCheck;
  /** Where the idempotency key goes, if the vendor takes one. */
  readonly key: KeyTravel | undefined;
  readonly lookUp:
    | { readonly operation: CompiledOperation; readonly found: Evaluator; readonly output: Evaluator | undefined }
    | undefined;
}

/** A connector whose expressions are compiled once, each when it is first used: an import may bring thousands. */
export class CompiledConnector {
  readonly manifest: ConnectorManifest;
  readonly code: ConnectorCode;
  readonly title: Json;
  readonly hosts: DeclaredHosts;
  readonly baseUrl: Template | undefined;
  readonly auth: readonly CompiledScheme[];
  readonly #actions = new Map<string, CompiledAction>();
  readonly #operations = new Map<string, CompiledOperation>();
  readonly #evaluators = new Map<string, Evaluator>();

  constructor({ manifest, code }: Connector) {
    this.manifest = manifest;
    this.code = code;
    this.title = manifest.title;
    const options = { connector: manifest.title, place: 'manifest' };
    this.hosts = compileHosts(manifest.hosts, options);
    this.baseUrl =
      manifest.baseUrl === undefined ? undefined : template(manifest.baseUrl, { ...options, place: 'baseUrl' });
    this.auth = compileAuth(manifest);
  }

  action(name: string): CompiledAction | undefined {
    return this.#actions.get(name) ?? this.#compileAction(name);
  }

  /** Any other operation of the manifest, by its place. */
  operation(
    place: string,
    of: (manifest: ConnectorManifest) => Parameters<typeof compileOperation>[0],
  ): CompiledOperation {
    const compiled = this.#operations.get(place) ?? compileOperation(of(this.manifest), place, this.manifest);
    this.#operations.set(place, compiled);
    return compiled;
  }

  /** Any other expression of the manifest, by its place. */
  evaluator(place: string, source: string): Evaluator {
    const compiled = this.#evaluators.get(place) ?? evaluator(source, { place, connector: this.title });
    this.#evaluators.set(place, compiled);
    return compiled;
  }

  object(name: string): RecordObject | undefined {
    return Object.hasOwn(this.manifest.objects, name) ? this.manifest.objects[name] : undefined;
  }

  #compileAction(name: string): CompiledAction | undefined {
    const action = Object.hasOwn(this.manifest.actions, name) ? this.manifest.actions[name] : undefined;
    if (!action) return undefined;
    const place = `actions.${name}`;
    const { effect } = action;
    const lookUp = effect.class === 'checkable' ? effect.lookUp : undefined;
    const compiled: CompiledAction = {
      name,
      action,
      operation: compileOperation(action.operation, place, this.manifest),
      checkInput: compileInputCheck(action.input as JsonSchema, name),
      key: 'key' in effect ? effect.key : undefined,
      lookUp: lookUp && {
        operation: compileOperation(lookUp.operation, `${place}.lookUp`, this.manifest),
        found: this.evaluator(`${place}.lookUp.found`, lookUp.found),
        output: lookUp.output === undefined ? undefined : this.evaluator(`${place}.lookUp.output`, lookUp.output),
      },
    };
    this.#actions.set(name, compiled);
    return compiled;
  }
}
