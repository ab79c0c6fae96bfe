/** How a figure is made of legs. A leg with a minus sign before its name is taken away. */
export interface TruthMetric {
  readonly id: string;
  /**
   * `count`: a number of things. `money`: euros. `ratio`: numerator over denominator. `money_ratio`: euros over things.
   * `score`: 100 × ratio.
   */
  readonly unit: 'count' | 'money' | 'ratio' | 'money_ratio' | 'seconds_ratio' | 'score';
  readonly numerator: readonly string[];
  readonly denominator?: readonly string[];
  /** Numerator and denominator are cents. */
  readonly moneyOverMoney?: boolean;
  readonly by?: readonly string[];
  /** Counts everything from January 2023 to the end of the period. */
  readonly isCumulative?: boolean;
  /** What was chosen where the definition leaves a choice. */
  readonly choice: string;
}

const metric = (
  id: string,
  unit: TruthMetric['unit'],
  numerator: string | readonly string[],
  denominator: string | readonly string[] | null,
  by: readonly string[],
  choice: string,
  moneyOverMoney = false,
): TruthMetric => ({
  id,
  unit,
  numerator: typeof numerator === 'string' ? [numerator] : numerator,
  ...(denominator === null ? {} : { denominator: typeof denominator === 'string' ? [denominator] : denominator }),
  by,
  choice,
  moneyOverMoney,
});

const account = ['segment', 'channel', 'plan'];
const seller = ['owner', 'team', 'segment', 'channel'];
const service = ['priority', 'ticket_channel', 'agent', 'team'];
const ticketVoice = [...account, 'agent', 'team', 'ticket_channel'];

export const truthMetrics: readonly TruthMetric[] = [
  // Acquisition
  metric('new_customers', 'count', 'new_customers', null, account, 'first customer span begins'),
  metric('cac', 'money_ratio', 'spend_acquisition', 'new_customers', [], 'spend with purpose acquisition, lag 0'),
  metric('cac_paid', 'money_ratio', 'spend_paid', 'new_customers_paid', ['channel'], 'media of paid channels over new customers of paid channels'),
  metric('cost_per_lead', 'money_ratio', 'spend_acquisition', 'leads', [], 'all acquisition spend'),
  metric('cost_per_action', 'money_ratio', 'spend_acquisition', 'actions', [], 'all acquisition spend; one action a person and campaign'),
  metric('cost_per_first_order', 'money_ratio', 'spend_acquisition', 'first_orders', [], 'all acquisition spend over first orders of accounts'),
  metric('cost_per_sale', 'money_ratio', 'spend_acquisition', 'deals_new_won', [], 'all acquisition spend over won deals of type new'),
  metric('roas', 'ratio', 'revenue_paid_channels', 'spend_paid', [], 'revenue of the period from accounts of paid channels over their media', true),
  // Sales
  metric('lead_conversion_rate', 'ratio', 'leads_converted', 'leads_mature', ['owner', 'channel'], 'created cohort, 90 days, only leads at least 90 days old on the as-of date'),
  metric('sales_conversion_rate', 'ratio', 'deals_new_created_won', 'deals_new_created_mature', seller, 'new deals by creation, won within 180 days, only deals at least 180 days old'),
  metric('win_rate', 'ratio', 'deals_new_won', 'deals_new_closed', seller, 'type new, by close date'),
  metric('win_rate_value', 'ratio', 'deals_new_won_amount', 'deals_new_closed_amount', seller, 'type new; deals without an amount are out of both sums', true),
  metric('stage_conversion_rate', 'ratio', 'stage_entries_passed', 'stage_entries_decided', ['stage'], 'deals of every type by first entry; skipped stages count as entered on the day of the next; entries still in the stage are out'),
  metric('average_deal_size', 'money_ratio', 'deals_won_amount', 'deals_won', seller, 'won deals of every type'),
  metric('pipeline_value', 'money', 'pipeline_value', null, seller, 'amount as known today of deals open at the end of the period'),
  metric('quota_attainment', 'ratio', 'deals_won_amount', 'quota', ['owner', 'team'], 'won deals of every type, credited to the owner', true),
  // Value
  metric('revenue', 'money', 'revenue', null, account, 'invoices that are not void and orders that are not cancelled, without tax, less refunds on their own day'),
  metric('average_purchase_value', 'money_ratio', 'orders_net', 'orders', [...account, 'order_channel'], 'orders by order date, refunds netted into their order'),
  metric('purchase_frequency', 'ratio', 'orders', 'buyers', account, 'orders over distinct accounts that ordered in the period'),
  metric('repeat_purchase_rate', 'ratio', 'buyers_returning', 'buyers', account, 'buyers of the period who had ordered before (the order is not their first)'),
  metric('repeat_purchase_rate_within_period', 'ratio', 'buyers_twice_in_period', 'buyers', account, 'variant: at least two orders in the period itself'),
  metric('gross_margin_rate', 'ratio', ['revenue_orders', '-cogs_lines'], 'revenue_orders', account, 'order lines, whose unit cost is known; nothing else has a cost', true),
  metric('mrr', 'money', 'mrr_end', null, account, 'at the end of the period'),
  metric('mrr_by_product', 'money', 'mrr_end_by_product', null, ['product'], 'at the end of the period, by item'),
  metric('mrr_new', 'money', 'mrr_new', null, account, 'by movement date'),
  metric('mrr_expansion', 'money', 'mrr_expansion', null, account, 'by movement date'),
  metric('mrr_contraction', 'money', '-mrr_contraction', null, account, 'a loss, as a positive amount'),
  metric('mrr_churned', 'money', '-mrr_churn', null, account, 'a loss, as a positive amount'),
  metric('mrr_reactivated', 'money', 'mrr_reactivation', null, account, 'by movement date'),
  metric('arpa', 'money_ratio', 'mrr_end', 'mrr_accounts', account, 'MRR over accounts with MRR, at the end of the period'),
  metric('nrr', 'ratio', 'mrr_year_kept', 'mrr_year_start', account, 'twelve months up to the end of the period', true),
  metric('grr', 'ratio', 'mrr_year_kept_capped', 'mrr_year_start', account, 'twelve months up to the end of the period', true),
  metric('nrr_period', 'ratio', 'mrr_kept', 'mrr_start', account, 'variant: from the start to the end of the period itself', true),
  metric('grr_period', 'ratio', 'mrr_kept_capped', 'mrr_start', account, 'variant: from the start to the end of the period itself', true),
  metric('revenue_churn_rate', 'ratio', ['mrr_start', '-mrr_kept_capped'], 'mrr_start', account, '1 − gross revenue retention from the start to the end of the period', true),
  metric('revenue_churn_rate_flow', 'ratio', ['-mrr_churn', '-mrr_contraction'], 'mrr_start', account, 'variant: all churn and contraction of the period over MRR at its start', true),
  metric('upsell_rate', 'ratio', 'accounts_upsold', 'mrr_accounts_at_start', account, 'accounts with MRR at the start that expanded a product they had'),
  metric('cross_sell_rate', 'ratio', 'accounts_cross_sold', 'mrr_accounts_at_start', account, 'accounts with MRR at the start that added a product they had not'),
  // Retention
  metric('active_customers', 'count', 'active_customers', null, account, 'at the end of the period'),
  metric('customer_retention_rate', 'ratio', 'customers_kept', 'customers_at_start', account, 'there at both ends of the period'),
  metric('customer_churn_rate', 'ratio', ['customers_at_start', '-customers_kept'], 'customers_at_start', account, '1 − retention'),
  metric('renewal_rate', 'ratio', 'renewals_renewed', 'renewals_decided', account, 'by due date; renewed within 30 days of it; undecided after 30 days is lost; undecided before is out'),
  metric('renewal_rate_value', 'ratio', 'renewal_value_renewed_capped', 'renewal_value_due', account, 'gross: what was renewed, at most what was due', true),
  metric('renewal_rate_value_net', 'ratio', 'renewal_value_renewed', 'renewal_value_due', account, 'variant: uncapped', true),
  metric('retention_cost_per_customer', 'money_ratio', 'spend_retention', 'customers_at_start', [], 'costs with purpose retention over customers at the start'),
  // Service
  metric('tickets_created', 'count', 'tickets', null, service, 'without deleted and merged ones'),
  metric('average_response_time', 'seconds_ratio', 'turns_seconds', 'turns_answered', service, 'mean over answered turns, by the day the turn began; calendar seconds'),
  metric('average_response_time_business', 'seconds_ratio', 'turns_business_seconds', 'turns_answered', service, 'the same in business hours'),
  metric('customer_churn_per_month_days', 'ratio', 'customers_ended', 'customer_days', account, 'ends of customer spans over days lived; times 30.4375 it is churn per customer month'),
  metric('first_contact_resolution_rate', 'ratio', 'tickets_first_contact', 'tickets_mature', service, 'tickets solved now, by last solve date, at least 7 days old; exactly one public reply, never reopened, no other ticket of the requester on the topic within 7 days'),
  metric('reopen_rate', 'ratio', 'tickets_reopened', 'tickets_solved', service, 'tickets ever solved, by first solve date, reopened at any time since'),
  metric('reopen_rate_solved_now', 'ratio', 'tickets_solved_now_reopened', 'tickets_solved_now', service, 'variant: tickets solved now, by last solve date'),
  metric('ticket_backlog', 'count', 'backlog', null, service, 'unsolved at the end of the period'),
  metric('sla_attainment', 'ratio', 'targets_met', 'targets_decided', service, 'target of the first answer by due date; a solution without an answer meets it'),
  // Voice
  metric('csat', 'ratio', 'csat_positive', 'csat_answers', ticketVoice, '4 and 5 of 5; latest valid answer to an invitation, by answer date'),
  metric('csat_mean', 'ratio', 'csat_sum', 'csat_answers', ticketVoice, 'mean of 1 to 5'),
  metric('nps', 'score', ['nps_promoters', '-nps_detractors'], 'nps_answers', account, '9–10 less 0–6'),
  metric('ces_mean', 'ratio', 'ces_sum', 'ces_answers', ticketVoice, 'mean of 1 to 7'),
  metric('ces_easy_rate', 'ratio', 'ces_easy', 'ces_answers', ticketVoice, 'share of 5 to 7'),
  metric('survey_response_rate', 'ratio', 'invitations_answered', 'invitations', [...account, 'survey_kind'], 'delivered invitations by the day they were sent, at least 14 days old; a skipped question is no answer'),
  // The CRM itself
  metric('crm_adoption_rate', 'ratio', 'seats_adopting', 'seats', ['owner', 'team'], 'seat months with at least five writes over seat months'),
  { ...metric('data_completeness', 'ratio', 'fields_filled', 'fields', ['field'], 'records created up to the end of the period; the total is over the fields listed here'), isCumulative: true },
  metric('activities_per_deal', 'ratio', 'activities_on_closed_deals', 'deals_closed', ['owner', 'team'], 'activities on won and lost deals of every type over those deals, by close date'),
  metric('activities_per_won_deal', 'ratio', 'activities_on_won_deals', 'deals_won', ['owner', 'team'], 'variant: won deals'),
];
