import { alertIncident } from './alert-incident.ts';
import { callsWarehouse } from './calls-warehouse.ts';
import { crmService } from './crm-service.ts';
import { deskTracker } from './desk-tracker.ts';
import type { FieldCases } from './field-case.ts';
import { leadsCampaign } from './leads-campaign.ts';
import { ledgerBilling } from './ledger-billing.ts';
import { parcelsClaims } from './parcels-claims.ts';
import { peopleDirectory } from './people-directory.ts';
import { roomsBooking } from './rooms-booking.ts';
import { schoolSupport } from './school-support.ts';
import { shopErp } from './shop-erp.ts';
import { warrantyRepair } from './warranty-repair.ts';

/** Pairs of systems, each written before anybody looked at what the checker makes of it. */
export const fieldCases: Readonly<Record<string, FieldCases>> = {
  crmService,
  shopErp,
  peopleDirectory,
  deskTracker,
  alertIncident,
  callsWarehouse,
  warrantyRepair,
  leadsCampaign,
  ledgerBilling,
  roomsBooking,
  parcelsClaims,
  schoolSupport,
};
