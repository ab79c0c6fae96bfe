import type { Entity } from './entity.js';
import { account } from './entities/account.js';
import { accountHistory } from './entities/account-history.js';
import { accountPerson } from './entities/account-person.js';
import { activity } from './entities/activity.js';
import { campaign } from './entities/campaign.js';
import { cashFlow } from './entities/cash-flow.js';
import { channel } from './entities/channel.js';
import { contract } from './entities/contract.js';
import { costItem } from './entities/cost-item.js';
import { crmUsageDaily } from './entities/crm-usage-daily.js';
import { crmUser } from './entities/crm-user.js';
import { deal } from './entities/deal.js';
import { dealFieldHistory } from './entities/deal-field-history.js';
import { dealLine } from './entities/deal-line.js';
import { dealParty } from './entities/deal-party.js';
import { dealStageHistory } from './entities/deal-stage-history.js';
import { entityMerge } from './entities/entity-merge.js';
import { entitySeparation } from './entities/entity-separation.js';
import { fxRate } from './entities/fx-rate.js';
import { invoice } from './entities/invoice.js';
import { invoiceLine } from './entities/invoice-line.js';
import { lead } from './entities/lead.js';
import { leadStatusHistory } from './entities/lead-status-history.js';
import { marketingSpend } from './entities/marketing-spend.js';
import { order } from './entities/order.js';
import { orderLine } from './entities/order-line.js';
import { payment } from './entities/payment.js';
import { person } from './entities/person.js';
import { pipelineStage } from './entities/pipeline-stage.js';
import { price } from './entities/price.js';
import { product } from './entities/product.js';
import { productUsageDaily } from './entities/product-usage-daily.js';
import { quota } from './entities/quota.js';
import { refund } from './entities/refund.js';
import { scheduleHoliday } from './entities/schedule-holiday.js';
import { scheduleInterval } from './entities/schedule-interval.js';
import { subscription } from './entities/subscription.js';
import { subscriptionItem } from './entities/subscription-item.js';
import { survey } from './entities/survey.js';
import { surveyInvitation } from './entities/survey-invitation.js';
import { surveyResponse } from './entities/survey-response.js';
import { team } from './entities/team.js';
import { ticket } from './entities/ticket.js';
import { ticketEvent } from './entities/ticket-event.js';
import { ticketMessage } from './entities/ticket-message.js';
import { ticketSla } from './entities/ticket-sla.js';
import { touchpoint } from './entities/touchpoint.js';

/** Every canonical entity, parents before children. */
export const entities: readonly Entity[] = Object.freeze([
  account,
  accountHistory,
  person,
  accountPerson,
  entityMerge,
  entitySeparation,
  crmUser,
  team,
  channel,
  campaign,
  marketingSpend,
  costItem,
  touchpoint,
  lead,
  leadStatusHistory,
  pipelineStage,
  deal,
  dealStageHistory,
  dealFieldHistory,
  dealLine,
  dealParty,
  quota,
  activity,
  product,
  price,
  order,
  orderLine,
  refund,
  invoice,
  invoiceLine,
  payment,
  subscription,
  subscriptionItem,
  contract,
  cashFlow,
  ticket,
  ticketEvent,
  ticketMessage,
  ticketSla,
  scheduleInterval,
  scheduleHoliday,
  survey,
  surveyInvitation,
  surveyResponse,
  productUsageDaily,
  crmUsageDaily,
  fxRate,
]);

const byName = new Map(entities.map((entity) => [entity.name, entity]));

/** The entity of that name; undefined where there is none. */
export const findEntity = (name: string): Entity | undefined => byName.get(name);
