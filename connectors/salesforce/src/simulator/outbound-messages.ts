import type { Json, JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { organizationId } from './authorise.ts';
import { sobjects } from './sobjects.ts';

/** Outbound messages set up by hand: every object sends its whole record when it is written. */
export function eventsOf({ collection, kind, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const sobject = sobjects.find((each) => each.collection === collection);
  if (!sobject || !after || kind === 'removed') return [];
  const id = `04l${box.newId().slice(0, 15)}`;
  return [{ id, type: sobject.name, body: { id, object: sobject.name, record: after } }];
}

/** SOAP; repeated until the receiver's answer says Ack. The organisation's id is all that tells who sent it. */
export const format: EventFormat = {
  envelope({ event, subscription }) {
    const { id, object, record } = event.body as { id: string; object: string; record: JsonObject };
    const fields = Object.entries(record)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `<sf:${name}>${escaped(value)}</sf:${name}>`)
      .join('');
    return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>${subscription.token ?? organizationId}</OrganizationId><ActionId>04kRO000000AbCdYAK</ActionId><SessionId xsi:nil="true"/><EnterpriseUrl>https://example.my.salesforce.com/services/Soap/c/60.0/${organizationId}</EnterpriseUrl><PartnerUrl>https://example.my.salesforce.com/services/Soap/u/60.0/${organizationId}</PartnerUrl><Notification><Id>${id}</Id><sObject xsi:type="sf:${object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">${fields}</sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>`;
  },
  sign: (text) => ({ headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }, body: text }),
  taken: ({ body }) => /<Ack>\s*true\s*<\/Ack>/.test(body),
};

function escaped(value: Json | undefined): string {
  return textOf(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
