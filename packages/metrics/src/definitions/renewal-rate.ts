import { count, sum } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { ratioOfSums, shareOfSums } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

const placement = flow('due_date');
const decided = [{ column: 'is_decided', is: true }] as const;

const common = {
  group: 'retention',
  excluded: ['terms due but not yet decided, within the grace: shown as open, not lost'],
  source: 'metrics canon §4; GitLab',
  breakdowns: ['timing', 'segment', 'owner'],
  rules: ['R-07', 'T-03', 'M-01', 'M-02'],
} as const;

const due = { fact: 'renewal', aggregate: sum('value_due'), where: decided, placement } as const;
const terms = { fact: 'renewal', aggregate: count, where: decided, placement } as const;

export const renewalRate = define({
  ...common,
  id: 'renewal_rate',
  name: 'Renewal rate',
  sentence: 'The share of the contracts due in the period that were renewed.',
  formula: {
    words: 'terms renewed ÷ terms decided, by due date',
    symbols: '|{r : due ∈ P, renewed}| ÷ |{r : due ∈ P, decided}|',
  },
  included: ['early renewals in the period in which they were due', 'late ones within the grace'],
  variants: [{ name: 'by value', difference: 'money in place of counts', metric: 'renewal_rate_value' }],
  legs: {
    renewed: {
      fact: 'renewal',
      aggregate: count,
      where: [...decided, { column: 'is_renewed', is: true }],
      placement,
    },
    decided: terms,
  },
  ...shareOf('renewed', 'decided'),
});

export const renewalRateValue = define({
  ...common,
  id: 'renewal_rate_value',
  name: 'Renewal rate by value',
  unit: 'ratio',
  sentence: 'The share of the contract value due in the period that was renewed, growth not counted.',
  formula: { words: 'the smaller of due and renewed ÷ value due', symbols: 'Σ min(renewed, due) ÷ Σ due' },
  variants: [
    { name: 'net', difference: 'with growth', metric: 'renewal_rate_value_net' },
    { name: 'by count', difference: 'counts in place of money', metric: 'renewal_rate' },
  ],
  legs: { renewed: { ...due, aggregate: sum('value_renewed_capped') }, due, terms },
  value: divide(leg('renewed'), leg('due')),
  n: leg('terms'),
  interval: shareOfSums('renewed', 'due'),
});

export const renewalRateValueNet = define({
  ...common,
  id: 'renewal_rate_value_net',
  name: 'Renewal rate by value, net',
  unit: 'ratio',
  sentence: 'What was renewed, growth included, for each unit of contract value due in the period.',
  formula: { words: 'value renewed ÷ value due', symbols: 'Σ renewed ÷ Σ due' },
  variants: [{ name: 'gross', difference: 'growth not counted', metric: 'renewal_rate_value' }],
  legs: { renewed: { ...due, aggregate: sum('value_renewed') }, due, terms },
  value: divide(leg('renewed'), leg('due')),
  n: leg('terms'),
  interval: ratioOfSums('renewed', 'due'),
});
