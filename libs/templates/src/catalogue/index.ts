import { TemplateDocumentSchema, type Template } from '@joinery/contracts';
import { customersSalesforce } from './customers-salesforce.ts';
import { peopleFromBeisen } from './people-from-beisen.ts';
import { serviceWarehouse } from './service-warehouse.ts';
import { ticketApproval } from './ticket-approval.ts';
import { ticketCards } from './ticket-cards.ts';
import { ticketNotices } from './ticket-notices.ts';
import { ticketsToJira } from './tickets-to-jira.ts';
import { wechatIntake } from './wechat-intake.ts';

/** Every template, in the order of the gallery. */
export const templates: readonly Template[] = [
  customersSalesforce,
  peopleFromBeisen,
  ticketsToJira,
  ticketApproval,
  ticketNotices,
  ticketCards,
  serviceWarehouse,
  wechatIntake,
].map((one) => TemplateDocumentSchema.parse(one));
