import { type Entity, entities } from '@bellwether/model';

/** Records of something that happened. An account or a product may be older than any event. */
const things = [
  'account',
  'person',
  'crm_user',
  'product',
  'price',
  'campaign',
  'channel',
  'account_history',
  'entity_merge',
];

/** The entities whose rows are events, with the columns that say when they happened. */
export const eventColumns: readonly { readonly entity: Entity; readonly columns: readonly string[] }[] =
  entities
    .filter((entity) => !things.includes(entity.name))
    .map((entity) => ({
      entity,
      columns: Object.entries(entity.columns)
        .filter(([name, column]) => column.type === 'instant' && !column.plan && name !== 'updated_at')
        .map(([name]) => name),
    }))
    .filter(({ columns }) => columns.length > 0);
