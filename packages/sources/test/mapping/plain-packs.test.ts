import { entities } from '@bellwether/model';
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../src/mapping/load-packs.js';
import { parseMapping } from '../../src/mapping/parse-mapping.js';
import { plainPacks } from '../../src/mapping/plain-packs.js';
import { recognise } from '../../src/mapping/recognise.js';
import { scaffold } from '../../src/mapping/scaffold.js';
import { mapRows, pick } from '../mapped.js';

const plain = [plainPacks()];
const asPeopleWrite = (column: string): string =>
  column.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());

test.each(entities.map((entity) => entity.name))(
  'a table %s with the obvious headers needs no mapping',
  (name) => {
    const entity = entities.find((one) => one.name === name);
    const [best] = recognise({ name, headers: Object.keys(entity?.columns ?? {}) }, plain);
    expect(best?.stream.id).toBe(`plain.${name}`);
    expect(best?.extra).toEqual([]);
    const [written] = recognise(
      { name: `${name}s`, headers: Object.keys(entity?.columns ?? {}).map(asPeopleWrite) },
      plain,
    );
    expect(written?.stream.id).toBe(`plain.${name}`);
  },
);

describe('tables as people keep them', () => {
  test.each([
    ['orders', ['Order ID', 'Customer ID', 'Order Date', 'Status', 'Total', 'Currency'], 'plain.order'],
    [
      'spend 2024',
      ['Date', 'Channel', 'Campaign', 'Spend', 'Impressions', 'Clicks'],
      'plain.marketing_spend',
    ],
    ['nps', ['Response ID', 'Survey', 'Date', 'Score', 'Email', 'Comment'], 'plain.survey_response'],
    [
      'deals',
      ['Deal ID', 'Deal Name', 'Company', 'Owner', 'Stage', 'Amount', 'Create Date', 'Close Date', 'Status'],
      'plain.deal',
    ],
    ['tickets', ['Ticket ID', 'Subject', 'Status', 'Created At', 'Solved At', 'Assignee'], 'plain.ticket'],
    ['costs', ['Month', 'Category', 'Amount', 'Team'], 'plain.cost_item'],
    ['quotas 2024', ['Quarter', 'Sales Rep', 'Quota'], 'plain.quota'],
    ['rates', ['Date', 'From', 'To', 'Rate'], 'plain.fx_rate'],
  ])('%s', (name, headers, expected) => {
    const [best] = recognise({ name, headers }, plain);
    expect(best?.stream.id).toBe(expected);
  });

  test('orders with a German comma and day first', async () => {
    const { rows, compiled } = await mapRows(
      'orders',
      ['Order ID', 'Customer', 'Order Date', 'Status', 'Total', 'Currency'],
      [
        ['1', 'Acme', '31.01.2024', 'Paid', '1.234,50', 'EUR'],
        ['2', 'Acme', '01.02.2024', 'Cancelled', '10,00', 'EUR'],
      ],
      plain,
      { timeZone: 'Europe/Berlin', currency: 'EUR' },
    );
    expect(compiled.ambiguous).toEqual([]);
    expect(
      pick(rows['order'], 'order_id', 'account_id', 'ordered_at_date', 'status', 'net', 'currency'),
    ).toEqual([
      ['plain:1', 'plain:Acme', '2024-01-31', 'paid', '1234.5000', 'EUR'],
      ['plain:2', 'plain:Acme', '2024-02-01', 'cancelled', '10.0000', 'EUR'],
    ]);
  });

  test('spend without an id is known by what and when: a restated amount replaces the first', async () => {
    const spent = async (amount: string): Promise<unknown> => {
      const { rows } = await mapRows(
        'spend',
        ['Date', 'Channel', 'Campaign', 'Spend'],
        [['2024-01-01', 'paid_search', 'Brand', amount]],
        plain,
      );
      return pick(rows['marketing_spend'], 'spend_id', '_problems')[0];
    };
    expect(await spent('10.00')).toEqual(await spent('11.00'));
  });

  test('accounts without an id go by their name', async () => {
    const { rows } = await mapRows(
      'customers',
      ['Customer', 'Industry', 'Country'],
      [['Acme', 'Retail', 'DE']],
      plain,
    );
    expect(pick(rows['account'], 'account_id', 'name', 'industry')).toEqual([
      ['plain:Acme', 'Acme', 'Retail'],
    ]);
  });
});

describe('what people say of two records', () => {
  test.each([
    ['entity_merge', ['Entity', 'Losing ID', 'Winning ID', 'Merged At']],
    ['entity_separation', ['Entity', 'One ID', 'Other ID', 'Separated At']],
  ])('%s is known by its own headers, and taken for nothing else', (entity, headers) => {
    for (const name of ['decisions', entity]) {
      const sure = recognise({ name, headers }, loadPacks()).filter(({ confidence }) => confidence >= 0.6);
      expect(sure.map(({ stream }) => stream.id)).toEqual([`plain.${entity}`]);
    }
  });

  test('names records of any source as they are shown, and those of plain tables by their bare id', async () => {
    const { rows } = await mapRows(
      'apart',
      ['Entity', 'One ID', 'Other ID', 'Separated At'],
      [
        ['Account', 'hubspot:0012', 'stripe:cus_1', '2025-03-14'],
        ['person', 'plain:7', '0008', ''],
        ['account', 'Acme: North', '', ''],
        ['deal', '1', '2', ''],
      ],
      plain,
    );
    expect(
      pick(rows['entity_separation'], 'entity', 'one_id', 'other_id', 'separated_at_date').slice(0, 3),
    ).toEqual([
      ['account', 'hubspot:0012', 'stripe:cus_1', '2025-03-14'],
      ['person', 'plain:7', 'plain:0008', null],
      ['account', 'plain:Acme: North', null, null],
    ]);
    // A row without its other record, and a kind that nothing ever takes for one, are kept out.
    const problems = pick(rows['entity_separation'], '_problems').map(([list]) => String(list));
    expect(problems.slice(2)).toEqual([
      expect.stringContaining('other_id is empty'),
      expect.stringContaining('entity'),
    ]);
    const { rows: merged } = await mapRows(
      'merged',
      ['entity', 'losing_id', 'winning_id'],
      [['account', 'zendesk:5', '6']],
      plain,
    );
    expect(pick(merged['entity_merge'], 'losing_id', 'winning_id')).toEqual([['zendesk:5', 'plain:6']]);
  });
});

test('a mapping to start from reads back and says what is missing', () => {
  const headers = ['Bestell-Nr: "A"', 'Order Date', 'Kunde', 'Total', 'Currency', 'Status'];
  const columns = headers.map((header, index) => ({ name: `c${index}`, header }));
  const text = scaffold({ name: '2024 Orders', columns }, []);
  expect(text).toContain('- entity: order\n');
  expect(text).toContain('ordered_at: Order Date');
  expect(text).toContain('# order_id: needed: The order in its source');
  expect(text).toContain('# not mapped: Kunde');
  const pack = parseMapping(text, 'scaffold.yaml');
  expect(pack.streams[0]?.recognise.headers).toEqual(headers);
  expect(recognise({ name: 'anything', headers }, [pack, ...plain])[0]?.stream.id).toBe(
    'table_2024_orders.table_2024_orders',
  );
});
