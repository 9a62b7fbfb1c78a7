import { type ConnectorManifest, objectReads, objectWrites, type Operation } from '@joinery/contracts';

/** An operation and the place it stands at, by which its code is found. */
export interface PlacedOperation {
  readonly place: string;
  readonly operation: Operation;
}

/** Every operation of a manifest. */
export function operationsOf(manifest: ConnectorManifest): readonly PlacedOperation[] {
  const { test } = manifest.connection;
  return [
    ...(test ? [{ place: 'connection.test', operation: test.operation }] : []),
    ...Object.entries(manifest.actions).flatMap(([name, { operation, effect }]) => [
      { place: `actions.${name}`, operation },
      ...(effect.class === 'checkable'
        ? [{ place: `actions.${name}.lookUp`, operation: effect.lookUp.operation }]
        : []),
    ]),
    ...Object.entries(manifest.triggers).flatMap(([name, trigger]) =>
      trigger.kind === 'polling'
        ? [{ place: `triggers.${name}`, operation: trigger.operation }]
        : (['register', 'verify', 'unregister'] as const).flatMap((hook) =>
            placed(`triggers.${name}.${hook}`, trigger[hook]),
          ),
    ),
    ...Object.entries(manifest.objects).flatMap(([name, object]) => [
      ...(object.fields.from === 'account'
        ? [{ place: `objects.${name}.fields`, operation: object.fields.operation }]
        : []),
      ...[...objectReads, ...objectWrites].flatMap((use) => placed(`objects.${name}.${use}`, object[use]?.operation)),
    ]),
    ...Object.entries(manifest.options).map(([name, { operation }]) => ({ place: `options.${name}`, operation })),
    ...Object.entries(manifest.schemas).map(([name, { operation }]) => ({ place: `schemas.${name}`, operation })),
  ];
}

function placed(place: string, operation: Operation | undefined): readonly PlacedOperation[] {
  return operation ? [{ place, operation }] : [];
}
