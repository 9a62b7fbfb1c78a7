import { TemplateDocumentSchema, type Template } from '@joinery/contracts';
import { peopleFromBeisen } from './people-from-beisen.ts';
import { ticketCards } from './ticket-cards.ts';
import { ticketNotices } from './ticket-notices.ts';

/** Every template, in the order of the gallery. */
export const templates: readonly Template[] = [peopleFromBeisen, ticketNotices, ticketCards].map((one) =>
  TemplateDocumentSchema.parse(one),
);
