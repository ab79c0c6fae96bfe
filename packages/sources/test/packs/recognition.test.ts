import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileStream } from '../../src/mapping/compile/compile-stream.js';
import { loadPacks } from '../../src/mapping/load-packs.js';
import { recognise } from '../../src/mapping/recognise.js';
import { dataFolder, hasData } from '../data.js';
import { land, openEngine, rowsOf } from '../engine.js';

/** Folder of seeds and the source that its files are of. */
const vendors: readonly (readonly [string, string])[] = [
  ['hubspot', 'hubspot'],
  ['salesforce', 'salesforce'],
  ['zendesk', 'zendesk'],
  ['stripe', 'stripe'],
  ['intercom', 'intercom'],
  ['shopify', 'shopify'],
  ['google_ads', 'google_ads'],
  ['facebook_ads', 'meta_ads'],
];

/** The table that a seed file holds: `shopify_gql_order_data.csv` is `order`. */
const tableOf = (file: string): string =>
  file
    .replace(/_data\.csv$/, '')
    .replace(/^(sf|shopify|facebook_ads)_/, '')
    .replace(/^gql_/, '');

describe.skipIf(!hasData('fivetran'))('every table that Fivetran lands is recognised as itself', () => {
  test.each(vendors)('%s', async (folder, source) => {
    const packs = loadPacks();
    const connection = await openEngine();
    const files = readdirSync(`${dataFolder}/fivetran/${folder}`).filter((name) => name.endsWith('.csv'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const landed = await land(connection, `${dataFolder}/fivetran/${folder}/${file}`);
      const [best, second] = recognise(landed, packs);
      expect(`${file}: ${best?.stream.id}`).toBe(`${file}: ${source}.${tableOf(file)}`);
      expect(best?.missing).toEqual([]);
      expect(second?.confidence ?? 0, `${file} ties with ${second?.stream.id}`).toBeLessThan(
        best?.confidence ?? 0,
      );
      if (!best || best.stream.unusedReason !== null) continue;

      // Every row is taken by an entity, ignored for a reason, or stands for the same canonical row as another one.
      const compiled = compileStream(best.stream, landed.columns, [], { timeZone: 'UTC', currency: 'USD' });
      const taken = compiled.entities
        .map((entity) => `SELECT DISTINCT _row FROM (${entity.sql})`)
        .join(' UNION ALL ');
      const ignored = compiled.ignored.map((rule) => rule.sql).join(' UNION ALL ') || 'SELECT 0 WHERE false';
      const [counts] = await rowsOf(
        connection,
        `SELECT count(*) FILTER (_row IN (${taken}))::INTEGER AS taken, count(*) FILTER (_row IN (${ignored}))::INTEGER AS ignored,
           count(*) FILTER (_row IN (${taken}) AND _row IN (${ignored}))::INTEGER AS both, count(*)::INTEGER AS n FROM raw`,
      );
      expect(counts?.['both'], `${file}: rows both taken and ignored`).toBe(0);
      const isCollapsed = compiled.entities.some((entity) => entity.distinct);
      const accounted = Number(counts?.['taken']) + Number(counts?.['ignored']);
      if (!isCollapsed) expect(accounted, `${file}: rows accounted for`).toBe(counts?.['n']);
    }
  });
});

const headersOf: Readonly<Record<string, readonly string[]>> = {
  'hubspot.deals_export': [
    'Record ID',
    'Deal Name',
    'Pipeline',
    'Deal Stage',
    'Amount',
    'Close Date',
    'Create Date',
    'Deal owner',
  ],
  'hubspot.companies_export': [
    'Record ID',
    'Company name',
    'Company owner',
    'Create Date',
    'Phone Number',
    'City',
    'Country/Region',
    'Industry',
  ],
  'hubspot.contacts_export': [
    'Record ID',
    'First Name',
    'Last Name',
    'Email',
    'Phone Number',
    'Contact owner',
    'Lead Status',
    'Create Date',
  ],
  'hubspot.tickets_export': [
    'Ticket ID',
    'Ticket name',
    'Pipeline',
    'Ticket status',
    'Create date',
    'Priority',
    'Ticket owner',
  ],
  'google_ads.campaigns_export': [
    'Day',
    'Campaign',
    'Campaign ID',
    'Currency code',
    'Cost',
    'Impr.',
    'Clicks',
    'Conversions',
    'Conv. value',
  ],
  'google_ads.campaigns_export_without_day': [
    'Campaign',
    'Campaign status',
    'Currency code',
    'Cost',
    'Impr.',
    'Clicks',
    'Conversions',
  ],
  'meta_ads.ads_export': [
    'Reporting starts',
    'Reporting ends',
    'Campaign name',
    'Amount spent (EUR)',
    'Impressions',
    'Link clicks',
    'Results',
  ],
  'stripe.payments_export': [
    'id',
    'Description',
    'Seller Message',
    'Created date (UTC)',
    'Amount',
    'Amount Refunded',
    'Currency',
    'Converted Amount',
    'Fee',
    'Mode',
    'Status',
    'Customer ID',
    'Customer Email',
    'Invoice ID',
  ],
  'zendesk.tickets_export': [
    'Id',
    'Subject',
    'Status',
    'Requester',
    'Created at',
    'Priority',
    'Assignee',
    'Group',
    'Via',
    'Satisfaction Score',
    'Reopens',
    'Replies',
  ],
  'shopify.orders_export': [
    'Name',
    'Email',
    'Financial Status',
    'Paid at',
    'Fulfillment Status',
    'Currency',
    'Subtotal',
    'Shipping',
    'Taxes',
    'Total',
    'Created at',
    'Lineitem quantity',
    'Lineitem name',
    'Lineitem price',
    'Lineitem sku',
    'Id',
  ],
  'salesforce.opportunities_report': [
    'Opportunity Owner',
    'Account Name',
    'Opportunity Name',
    'Stage',
    'Amount',
    'Probability (%)',
    'Close Date',
    'Created Date',
    'Opportunity ID',
    'Type',
    'Lead Source',
  ],
  'salesforce.opportunity': [
    'Id',
    'IsDeleted',
    'AccountId',
    'Name',
    'StageName',
    'Amount',
    'Probability',
    'CloseDate',
    'Type',
    'IsClosed',
    'IsWon',
    'OwnerId',
    'CreatedDate',
    'SystemModstamp',
  ],
  'intercom.api_conversation': [
    'type',
    'id',
    'created_at',
    'updated_at',
    'source',
    'contacts',
    'state',
    'conversation_rating',
    'statistics',
    'conversation_parts',
  ],
  'zendesk.ticket': [
    'url',
    'id',
    'external_id',
    'via',
    'created_at',
    'updated_at',
    'type',
    'subject',
    'priority',
    'status',
    'requester_id',
    'submitter_id',
    'assignee_id',
    'organization_id',
    'group_id',
    'satisfaction_rating',
  ],
  'stripe.api_subscription': [
    'id',
    'object',
    'billing_cycle_anchor',
    'cancel_at_period_end',
    'created',
    'currency',
    'customer',
    'items',
    'start_date',
    'status',
    'metadata',
  ],
};

/** The German interface of HubSpot: two spellings that have been in use. */
const german: readonly (readonly string[])[] = [
  [
    'Datensatz-ID',
    'Deal-Name',
    'Pipeline',
    'Deal-Phase',
    'Betrag',
    'Abschlussdatum',
    'Erstelldatum',
    'Für Deal zuständiger Mitarbeiter',
  ],
  [
    'Deal-ID',
    'Dealname',
    'Pipeline',
    'Dealphase',
    'Betrag',
    'Abschlussdatum',
    'Erstellungsdatum',
    'Zuständiger Mitarbeiter',
  ],
];

describe('exports are told by their headers, whatever the file is called', () => {
  test.each(Object.entries(headersOf))('%s', (id, headers) => {
    const [best, second] = recognise({ name: 'export-2024-03-01', headers }, loadPacks());
    expect(best?.stream.id).toBe(id);
    expect(best?.confidence).toBeGreaterThanOrEqual(0.6);
    expect(second?.confidence ?? 0).toBeLessThan(best?.confidence ?? 0);
  });

  test.each(german)('HubSpot in German: %s', (...headers) => {
    expect(recognise({ name: 'alle-deals', headers }, loadPacks())[0]?.stream.id).toBe(
      'hubspot.deals_export',
    );
  });

  test('words that any table has say nothing without the name of the file', () => {
    const [best] = recognise({ name: 'stuff', headers: ['id', 'name'] }, loadPacks());
    expect(best?.stream.source ?? 'plain').toBe('plain');
  });

  test('equal evidence is a tie that the caller sees', () => {
    const headers = headersOf['hubspot.deals_export'] ?? [];
    const [first, second] = recognise({ name: 'deals', headers }, [...loadPacks(), ...loadPacks()]);
    expect(first?.confidence).toBe(second?.confidence);
  });
});
