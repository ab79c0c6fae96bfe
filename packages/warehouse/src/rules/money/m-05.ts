import { rule } from '../rule.js';

export const m05 = rule({
  id: 'M-05',
  severity: 'quarantine',
  title: 'An amount has the sign of what it is',
  remedy: 'Give refunds as positive amounts; give corrections as refunds or credit lines',
  rows: [
    {
      entity: 'refund',
      column: 'amount',
      needs: ['amount'],
      when: `r.amount < 0`,
      message: `'a refund is a positive amount, not ' || r.amount`,
    },
    {
      entity: 'payment',
      column: 'amount',
      needs: ['amount'],
      when: `r.amount < 0`,
      message: `'a payment is a positive amount, not ' || r.amount`,
    },
    {
      entity: 'quota',
      column: 'amount',
      needs: ['amount'],
      when: `r.amount < 0`,
      message: `'a quota is a positive amount, not ' || r.amount`,
    },
  ],
});
