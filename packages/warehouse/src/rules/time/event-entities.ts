import { type Entity, entities } from '@bellwether/model';

/** Records of something that happened. An account or a product may be older than any event. */
const things = [
  'account',
  'person',
  'crm_user',
  'team',
  'product',
  'price',
  'campaign',
  'channel',
  'account_history',
  'entity_merge',
  'entity_separation',
];

/** Days without a clock on which something happened; the other days of the model are plans and periods. */
const days: Readonly<Record<string, readonly string[]>> = {
  marketing_spend: ['started_on'],
  product_usage_daily: ['day'],
  crm_usage_daily: ['day'],
  fx_rate: ['day'],
};

export interface EventColumns {
  readonly entity: Entity;
  /** The columns that say when it happened. */
  readonly columns: readonly string[];
}

/** The entities whose rows are events. */
export const eventColumns: readonly EventColumns[] = entities
  .filter((entity) => !things.includes(entity.name))
  .map((entity) => ({
    entity,
    columns: [
      ...Object.entries(entity.columns)
        .filter(([name, column]) => column.type === 'instant' && !column.plan && name !== 'updated_at')
        .map(([name]) => name),
      ...(days[entity.name] ?? []),
    ],
  }))
  .filter(({ columns }) => columns.length > 0);

/** Times in which something lasts: they may be older than any event, and may be agreed on before they begin. */
export const lasting: readonly string[] = ['subscription', 'subscription_item'];
