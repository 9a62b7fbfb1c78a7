import { TemplateDocumentSchema, type Template } from '@joinery/contracts';
import { ticketCards } from './ticket-cards.ts';
import { ticketNotices } from './ticket-notices.ts';

/** Every template, in the order of the gallery. */
export const templates: readonly Template[] = [ticketNotices, ticketCards].map((one) =>
  TemplateDocumentSchema.parse(one),
);
