import type { CanonicalObject } from './canonical-object.ts';
import { Asset, Order, Product, ServiceContract } from './commerce.ts';
import { Contact, Customer } from './customer.ts';
import { KnowledgeArticle } from './knowledge-article.ts';
import { Agent, Department } from './organisation.ts';
import { SatisfactionRating, ServiceRecord } from './service-record.ts';
import { Ticket, TicketComment } from './ticket.ts';

export type { CanonicalObject } from './canonical-object.ts';
export { enumerations, type Enumeration, type EnumerationName } from './enumerations.ts';
export { readingTable, valueMaps, writingTable, type ValueMap } from './value-maps.ts';

/** The unified data standard (统一数据标准): what a record is called and looks like between any two systems. */
export const canonicalObjects = {
  Customer,
  Contact,
  Agent,
  Department,
  Ticket,
  TicketComment,
  ServiceRecord,
  SatisfactionRating,
  Product,
  Asset,
  ServiceContract,
  Order,
  KnowledgeArticle,
} as const satisfies Record<string, CanonicalObject>;

export type CanonicalName = keyof typeof canonicalObjects;
