import { isAlertConnector, recipientsOfAlerts, type AlertConnector } from '@joinery/contracts';
import { ProblemError } from '../http/problem-error.ts';
import type { StoredConnection } from '../ports/administration.ts';

type Carrier = Pick<StoredConnection, 'name' | 'connector' | 'fields'>;

/**
 * Refuses a channel that could never say anything.
 * @throws ProblemError `alert.connection-unfit`, `alert.recipients-needed`, `alert.recipient-invalid`
 */
export function checkChannel(connection: Carrier, recipients: readonly string[]): void {
  const { name } = connection.connector;
  if (!isAlertConnector(name) || !canCarry(name, connection))
    throw new ProblemError('alert.connection-unfit', { connection: connection.name });
  const wanted = recipientsOfAlerts[name];
  if (wanted === 'addresses' && recipients.length === 0) throw new ProblemError('alert.recipients-needed');
  const wrong = recipients.find((recipient) => !fits[wanted](recipient));
  if (wrong !== undefined) throw new ProblemError('alert.recipient-invalid', { recipient: wrong });
}

/** The same connector also makes connections of an app, and webhooks that only receive. */
function canCarry(connector: AlertConnector, { fields }: Carrier): boolean {
  switch (connector) {
    case 'dingtalk':
    case 'wecom':
    case 'feishu':
      return fields['kind'] === 'robot';
    case 'email':
      return true;
    case 'webhook':
      return typeof fields['targetUrl'] === 'string' && fields['targetUrl'] !== '';
  }
}

const fits = {
  addresses: (recipient: string) => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(recipient),
  mobiles: (recipient: string) => /^\+?[0-9-]{5,20}$/.test(recipient),
  none: () => false,
} as const;
