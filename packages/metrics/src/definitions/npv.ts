import { define } from '../definition/define.js';
import { countOf, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

export const npv = define({
  id: 'npv',
  name: 'Net present value',
  group: 'acquisition',
  unit: 'money',
  sentence: 'What all dated flows of a project are worth at its first flow, money later being worth less.',
  formula: {
    words: 'each flow ÷ (1 + yearly rate) to the power of its years after the first',
    symbols: 'Σ CFᵢ ÷ (1 + r)^((dᵢ − d₀)/365)',
  },
  included: ['every flow in the period; the first one counts in full'],
  excluded: ['flows outside the period'],
  variants: [
    {
      name: 'spreadsheet convention',
      difference: 'discounts the first flow by one period too; lower by the factor 1 + r',
    },
  ],
  source: 'metrics canon §1; numpy-financial npv',
  parameters: {
    discount_rate: {
      kind: 'number',
      description: 'Discount rate, a year',
      default: null,
      minimum: -0.99,
      maximum: 10,
      whole: false,
      assumption: 'discount_rate',
    },
  },
  legs: {
    flows: {
      fact: 'cash_flow',
      aggregate: { kind: 'present_value', column: 'amount', rate: { parameter: 'discount_rate' } },
      placement: flow('date'),
    },
  },
  value: leg('flows'),
  n: countOf('flows'),
  breakdowns: ['project'],
  rules: ['M-01', 'M-02', 'T-01'],
});
