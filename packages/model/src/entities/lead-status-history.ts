import { choice, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const leadStatusHistory = entity({
  name: 'lead_status_history',
  area: 'marketing',
  description: 'A lead entered a status.',
  key: ['lead_id', 'changed_at', 'status'],
  columns: {
    lead_id: reference('lead', 'The lead', { required: true }),
    status: text('Status entered', { required: true }),
    changed_at: instant('When', { required: true }),
    origin: choice(['source_history', 'snapshot_difference', 'inferred'], 'How it is known'),
  },
});
