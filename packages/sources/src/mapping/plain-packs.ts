import { entities } from '@bellwether/model';
import type { Entity } from '@bellwether/model';
import type { MappingPack, Stream } from './pack.js';
import type { Value } from './schema.js';

/** Entities that people name rather than number: where a file has no id column, the name is the id. */
const namedEntities = new Set(['account', 'product', 'crm_user', 'campaign', 'channel']);

/** `account_id` as people head it: `Account ID`, which also covers `account_id` and `Account-Id`. */
const heading = (column: string): string => column.replaceAll('_', ' ');

const labelsOf = (entity: Entity): Map<string, readonly string[]> => {
  const labels = new Map<string, readonly string[]>();
  for (const [name, column] of Object.entries(entity.columns)) {
    const own = [heading(name), ...column.headers];
    const bare = name.endsWith('_id') && column.type === 'reference' ? [heading(name.slice(0, -3))] : [];
    const dateless = /_(at|on)$/.test(name) ? [`${heading(name.slice(0, -3))} date`] : [];
    labels.set(name, [...own, ...bare, ...dateless]);
  }
  const key = entity.key[0];
  if (key !== undefined && namedEntities.has(entity.name)) {
    labels.set(key, [...(labels.get(key) ?? []), ...(labels.get('name') ?? ['Name'])]);
  }
  return labels;
};

/**
 * Entities whose rows people do not number: where a file has no id column, a fingerprint of the row is the id. Spend is
 * known by what it was spent on and when, so that a later, restated amount replaces the earlier one.
 */
const unnumbered = new Map<string, readonly string[] | null>([
  ['marketing_spend', ['campaign_id', 'campaign_name', 'channel', 'started_on', 'ended_on']],
  ...[
    'cost_item',
    'cash_flow',
    'quota',
    'touchpoint',
    'deal_line',
    'order_line',
    'invoice_line',
    'activity',
    'survey_response',
    'survey_invitation',
    'refund',
  ].map((name): [string, null] => [name, null]),
]);

/** Entities that speak of two records of any source, which people name as they see them: `hubspot:123`. */
const aboutRecords = new Set(['entity_merge', 'entity_separation']);

/** An id with its source is taken at its word; one without is that of a record of a plain table. */
const idOfAnySource = (name: string): Value => ({
  prefix: '',
  case: [
    { when: { column: name, matches: '^[a-z][a-z0-9_]*:' }, value: name },
    {
      when: { column: name, empty: false },
      value: { concat: [{ constant: 'plain:' }, name], separator: '' },
    },
  ],
});

const valueOf = (entity: Entity, name: string): Value => {
  if (aboutRecords.has(entity.name) && entity.columns[name]?.type === 'id') return idOfAnySource(name);
  const fingerprint = unnumbered.get(entity.name);
  if (name !== entity.key[0] || fingerprint === undefined) return name;
  return {
    from: name,
    else: { hash: [...(fingerprint ?? Object.keys(entity.columns).filter((other) => other !== name))] },
  };
};

const streamOf = (entity: Entity): Stream => {
  const needed = Object.entries(entity.columns)
    .filter(([name, column]) => column.required && !(unnumbered.has(entity.name) && name === entity.key[0]))
    .map(([name]) => name);
  const names = Object.keys(entity.columns);
  return {
    id: `plain.${entity.name}`,
    source: 'plain',
    name: entity.name,
    title: `Plain table: ${entity.name.replaceAll('_', ' ')}`,
    layout: 'plain',
    recognise: {
      headers: needed.length > 0 ? needed : entity.key.slice(0, 1),
      any: names,
      file: [entity.name, ...(aliases[entity.name] ?? [])],
    },
    locale: { isIso: false },
    labels: labelsOf(entity),
    exponents: {},
    ignore: [],
    entities: [
      {
        entity: entity.name,
        columns: Object.fromEntries(names.map((name) => [name, valueOf(entity, name)])),
      },
    ],
    unusedReason: null,
  };
};

/** Other names under which people save such a table. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  account: ['company', 'customer', 'organization', 'client'],
  person: ['contact', 'people'],
  crm_user: ['user', 'owner', 'agent', 'sales team', 'rep'],
  deal: ['opportunity', 'pipeline', 'sales pipeline'],
  marketing_spend: ['spend', 'ad spend', 'ads', 'media'],
  cost_item: ['cost', 'expense'],
  ticket: ['case', 'support ticket', 'request'],
  survey_response: ['nps', 'csat', 'ces', 'feedback', 'response'],
  product_usage_daily: ['usage', 'feature usage', 'product usage'],
  crm_usage_daily: ['crm usage', 'adoption'],
  fx_rate: ['exchange rate', 'fx', 'currency rate'],
  contract: ['renewal'],
};

/**
 * Templates for plain tables, one for each canonical entity: a file whose headers are the column names or what people
 * usually call them needs no mapping. Ids get the prefix `plain:`, so plain files refer to one another; merges and
 * separations may name the records of any source.
 */
export const plainPacks = (): MappingPack => ({
  source: 'plain',
  title: 'Plain tables',
  file: 'the canonical model',
  streams: entities.map(streamOf),
});
