const clock = 'packages/warehouse: business hours and clocks are worked out when facts are built';
const normalisation = 'packages/warehouse: recurring amounts are brought to a month when facts are built';
const model = 'packages/stats: a fitted model';

/** Worked examples that no metric here computes: whose they are, or why nobody computes them. */
export const elsewhere: Readonly<Record<string, string>> = {
  'bh-01': clock,
  'bh-03': clock,
  'bh-04': clock,
  'bh-06': clock,
  'bh-07': clock,
  'frt-01': clock,
  'frt-02': clock,
  'frt-06': clock,
  'frt-07': clock,
  'sla-04': clock,
  'sla-05': clock,
  'sla-06': clock,
  'sla-07': clock,
  'sla-08': clock,
  'sla-09': clock,
  'sla-10': clock,
  'sla-12': clock,
  'sla-14': clock,
  'sla-15': clock,
  'sla-16': clock,
  'bug-05': 'packages/warehouse: cycle_days is worked out when facts are built',
  'cycle-01': 'packages/warehouse: a negative cycle is null in the fact and counted as excluded (rule T-03)',
  'mrr-07': normalisation,
  'mrr-08': normalisation,
  'mrr-09': normalisation,
  'mrr-10': 'packages/warehouse: conversion at the rate of the date when facts are built',
  'mrr-13': 'packages/warehouse: trials never become recurring revenue',
  'mrr-14': normalisation,
  'nps-04': 'packages/stats: variance of the trinomial',
  'nps-06': 'packages/stats: the plain Wald interval; a cell shows the adjusted one',
  'clv-16': model,
  'clv-17': model,
  'clv-19': model,
  'coh-03': model,
  'rfm-01': 'packages/stats: the RFM summary',
  'clv-11':
    'no metric: the canon calls the published method wrong (a lifetime margin put in as a yearly one)',
  'churn-10': 'no metric annualises a monthly rate (canon: 1 − 0.95¹² = 45.964%); ask for the year itself',
  'ren-04': 'no metric: the canon calls 105% wrong; renewed ÷ due cannot exceed 1 by count',
  'crc-02':
    'no metric: the printed formula takes a count off money; the canon’s is retention_cost_per_customer',
  'fc-01': 'packages/insight: forecasts',
  'fc-02': 'packages/insight: forecasts',
  'xs-01':
    'no metric: offers made are not in the model; upsell_rate is per account at the start of the period',
  'xs-02':
    'no metric: offers made are not in the model; cross_sell_rate is per account at the start of the period',
  'sow-01': 'no metric: category spend comes from a survey that the model does not hold',
  'cogs-01': 'custom-metrics.test.ts: cost per customer, a metric of the workspace’s own',
};
