import type { ConnectorManifestInput } from '@joinery/contracts';

/**
 * Outbound messages are not signed: what tells the sender is the organisation's id in the message, beside the secret
 * address. Salesforce sends again for a day until it reads the acknowledgement.
 */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  'outbound-messages': {
    format: 'xml',
    token: {
      at: [{ in: 'body', path: ['Envelope', 'Body', 'notifications', 'OrganizationId'] }],
      secret: 'organizationId',
    },
    replayId: "$join(body.Envelope.Body.notifications.Notification.Id, ',')",
    acknowledge: {
      contentType: 'text/xml',
      body: `'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>'`,
    },
  },
};
