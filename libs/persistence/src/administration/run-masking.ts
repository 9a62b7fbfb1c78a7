import type { Json, RunDetail, RunId, RunStep } from '@joinery/contracts';
import { maskSensitive } from '@joinery/flow';
import type { RunRecordsOptions } from './run-row.ts';

/** The field names that a run's flow version marks as sensitive, beside the usual ones. */
export async function sensitiveNames(
  { manager, tenantId }: RunRecordsOptions,
  runId: RunId,
): Promise<readonly string[]> {
  const rows: readonly { readonly names: readonly string[] | null }[] = await manager.query(
    `select version.document -> 'settings' -> 'sensitive' as names from run
     join flow_version version on version.flow_id = run.flow_id and version.version = run.version
     where run.id = $1 and run.tenant_id = $2`,
    [runId, tenantId],
  );
  return rows[0]?.names ?? [];
}

export function maskDetail(detail: RunDetail, names: readonly string[]): RunDetail {
  const event = maskedMember(detail.event, names);
  const output = maskedMember(detail.output, names);
  const steps = maskSteps(detail.steps, names);
  return {
    ...detail,
    ...(event.value === undefined ? {} : { event: event.value }),
    ...(output.value === undefined ? {} : { output: output.value }),
    steps: steps.steps,
    masked: event.masked || output.masked || steps.masked,
  };
}

export function maskSteps(
  steps: readonly RunStep[],
  names: readonly string[],
): { readonly steps: readonly RunStep[]; readonly masked: boolean } {
  let masked = false;
  const shown = steps.map((step) => {
    const input = maskedMember(step.input, names);
    const output = maskedMember(step.output, names);
    masked ||= input.masked || output.masked;
    return {
      ...step,
      ...(input.value === undefined ? {} : { input: input.value }),
      ...(output.value === undefined ? {} : { output: output.value }),
    };
  });
  return { steps: shown, masked };
}

/** The wire's type of any JSON is zod's; both are the same values. */
type Shown = RunStep['input'];

function maskedMember(value: Shown, names: readonly string[]): { readonly value: Shown; readonly masked: boolean } {
  if (value === undefined) return { value, masked: false };
  const { value: hidden, masked } = maskSensitive(value as Json, names);
  return { value: hidden as Shown, masked };
}
