import type { Json } from '@joinery/contracts';
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
  removeNSPrefix: true,
});

/** XML as members by tag; attributes as `@name`, texts stay texts. @throws where a DOCTYPE stands in it */
export function parseXml(text: string): Json {
  if (/<!DOCTYPE/i.test(text)) throw new SyntaxError('DOCTYPE is refused');
  return parser.parse(text, true) as Json;
}
