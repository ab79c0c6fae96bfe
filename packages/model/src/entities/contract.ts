import { choice, currency, date, flag, id, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const contract = entity({
  name: 'contract',
  area: 'revenue',
  description: 'A term with an end that is up for renewal.',
  key: ['contract_id'],
  columns: {
    contract_id: id('The contract in its source', { headers: ['Contract ID'] }),
    account_id: reference('account', 'With whom', { required: true, headers: ['Account ID', 'Customer ID'] }),
    started_on: date('First day', { headers: ['Start Date'] }),
    due_on: date('When renewal is due', {
      required: true,
      headers: ['Renewal Date', 'End Date', 'Due Date'],
    }),
    value: money('What is due for renewal', { headers: ['Value', 'Contract Value', 'Amount'] }),
    currency: currency(),
    auto_renew: flag('Renews by itself'),
    outcome: choice(['renewed', 'churned', 'pending'], 'What was decided', {
      headers: ['Outcome', 'Renewal Status', 'Status'],
    }),
    decided_on: date('When it was decided', { headers: ['Decided On', 'Renewed On'] }),
    renewed_value: money('What it was renewed at', { headers: ['Renewed Value', 'New Value'] }),
    plan: text('Plan'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
