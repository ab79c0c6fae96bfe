import { describe, expect, test } from 'vitest';
import { parseMapping } from '../../src/mapping/parse-mapping.js';
import { mapRows, pick } from '../mapped.js';

/** One stream of one entity, its columns given as YAML. */
const map = (
  entity: string,
  columns: string,
  headers: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  more = '',
) => {
  const yaml = `source: x\nstreams:\n  t:\n    recognise: { headers: [${headers.map((header) => JSON.stringify(header)).join(', ')}] }\n${more}    entities:\n      - entity: ${entity}\n        columns: ${columns}\n`;
  return mapRows('t', headers, rows, [parseMapping(yaml, 'm.yaml')], {
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
};

describe('what a value can be made of', () => {
  test.each([
    // The first column that is filled gives the value.
    [
      '{ name: [A, B] }',
      [
        ['a', 'b'],
        [' ', 'b'],
        [null, null],
      ],
      ['a', 'b', null],
    ],
    [
      '{ name: { from: A, values: { ONE: first, two: null }, otherwise: rest } }',
      [
        ['one', ''],
        ['Two', ''],
        ['x', ''],
        ['', ''],
      ],
      ['first', null, 'rest', null],
    ],
    [
      "{ name: { from: A, values: { '': nothing } } }",
      [
        ['x', ''],
        ['', ''],
      ],
      ['x', 'nothing'],
    ],
    [
      '{ name: { concat: [A, B], separator: "-" } }',
      [
        ['a', 'b'],
        ['a', ''],
        ['', ''],
      ],
      ['a-b', 'a', null],
    ],
    [
      '{ name: { from: A, split: ;, take: first } }',
      [
        ['7; 8', ''],
        ['', ''],
      ],
      ['7', null],
    ],
    ['{ name: { from: A, split: ;, take: last } }', [['7; 8', '']], ['8']],
    [
      "{ name: { from: A, capture: '^id:(.*)$' } }",
      [
        ['id:5', ''],
        ['5', ''],
      ],
      ['5', null],
    ],
    [
      '{ name: { from: A, json: a.b } }',
      [
        ['{"a":{"b":"c"}}', ''],
        ['not json', ''],
        ['{"a":1}', ''],
      ],
      ['c', null, null],
    ],
    [
      '{ name: { from: A, null_if: [n/k, "9999-12-31*"] } }',
      [
        ['n/k', ''],
        ['9999-12-31 23:59:59', ''],
        ['x', ''],
      ],
      [null, null, 'x'],
    ],
    ['{ name: { from: A, upper: true } }', [['abc', '']], ['ABC']],
  ])('%s', async (columns, rows, expected) => {
    const { rows: mapped } = await map(
      'account',
      columns.replace('{', '{ account_id: Id,'),
      ['Id', 'A', 'B'],
      rows.map((row, index) => [`${index}`, ...row]),
    );
    expect(pick(mapped['account'], 'name').flat()).toEqual(expected);
  });

  test('cases, conditions and what is left', async () => {
    const columns = `{ account_id: Id, name: { case: [{ when: { column: A, is: [x, Y] }, value: B }, { when: { all: [{ column: A, above: 5 }, { not: { column: B, empty: true } }] }, value: { constant: big } }, { when: { column: A, matches: '^z' }, value: null }], otherwise: rest } }`;
    const { rows } = await map(
      'account',
      columns,
      ['Id', 'A', 'B'],
      [
        ['1', 'X', 'b'],
        ['2', '6', 'b'],
        ['3', '6', ''],
        ['4', 'zz', 'b'],
        ['5', 'x', ''],
      ],
    );
    expect(pick(rows['account'], 'name').flat()).toEqual(['b', 'big', 'rest', null, 'rest']);
  });

  test('sums take a missing part as nothing, products need all', async () => {
    const columns =
      '{ order_id: Id, ordered_at: D, net: { sum: [A, { from: B, multiply: -1 }] }, cost: { product: [A, B] } }';
    const { rows } = await map(
      'order',
      columns,
      ['Id', 'D', 'A', 'B'],
      [
        ['1', '2024-01-01', '10.50', '0.75'],
        ['2', '2024-01-01', '10.50', ''],
        ['3', '2024-01-01', '', ''],
        ['4', '2024-01-01', '123456.78', '98765.43'],
      ],
    );
    // 10.50 × 0.75 = 7.875; 123,456.78 × 98,765.43 = 12,193,262,224.9554 by long multiplication.
    expect(pick(rows['order'], 'net', 'cost')).toEqual([
      ['9.7500', '7.8750'],
      ['10.5000', null],
      [null, null],
      ['24691.3500', (12345678n * 9876543n).toString().replace(/(\d{4})$/, '.$1')],
    ]);
  });

  test('a row without an id: equal rows are told apart by their number, and the same file gives the same ids', async () => {
    const rows = [
      ['a', '1'],
      ['a', '1'],
      ['b', '1'],
    ];
    const columns =
      '{ cash_flow_id: { hash: [P, A] }, flowed_on: { constant: 2024-01-01 }, amount: A, project: P }';
    const first = pick(
      (await map('cash_flow', columns, ['P', 'A'], rows)).rows['cash_flow'],
      'cash_flow_id',
    ).flat();
    const again = pick(
      (await map('cash_flow', columns, ['P', 'A'], rows)).rows['cash_flow'],
      'cash_flow_id',
    ).flat();
    expect(new Set(first).size).toBe(3);
    expect(again).toEqual(first);
  });

  test('a reference into another source keeps its own prefix', async () => {
    const { rows } = await map(
      'person',
      '{ person_id: Id, account_id: { from: A, prefix: hubspot } }',
      ['Id', 'A'],
      [['1', '7']],
    );
    expect(pick(rows['person'], 'person_id', 'account_id')).toEqual([['x:1', 'hubspot:7']]);
  });
});

describe('what is wrong with a row, by rule and column', () => {
  test.each([
    ['K-01', '', '2024-01-01', '5', 'EUR', ['K-01|order_id|order_id is empty; it is needed']],
    ['T-01 missing', '1', '', '5', 'EUR', ['T-01|ordered_at|ordered_at is empty; it is needed']],
    [
      'T-01 unreadable',
      '1',
      '2024-13-45',
      '5',
      'EUR',
      ["T-01|ordered_at|cannot read '2024-13-45' as a date or time"],
    ],
    ['M-01', '1', '2024-01-01', 'five', 'EUR', ["M-01|net|cannot read 'five' as an amount"]],
    ['M-01 currency', '1', '2024-01-01', '5', 'euros', ["M-01|currency|no currency code: 'euros'"]],
    ['F-09', '1.2E+12', '2024-01-01', '5', 'EUR', ["F-09|order_id|id lost its digits: '1.2E+12'"]],
  ])('%s', async (_, id, date, amount, currency, problems) => {
    const good = ['2', '2024-01-02', '6', 'EUR'];
    const { rows } = await map(
      'order',
      '{ order_id: Id, ordered_at: D, net: A, currency: C }',
      ['Id', 'D', 'A', 'C'],
      [[id, date, amount, currency], good],
    );
    expect(pick(rows['order'], '_problems')).toEqual([[problems], [[]]]);
  });

  test('an unknown choice is a reject that names the choices', async () => {
    const { rows } = await map(
      'order',
      '{ order_id: Id, ordered_at: D, status: S }',
      ['Id', 'D', 'S'],
      [
        ['1', '2024-01-01', 'Shipped'],
        ['2', '2024-01-01', 'lost at sea'],
      ],
    );
    expect(pick(rows['order'], 'status', '_problems')).toEqual([
      ['shipped', []],
      [
        null,
        [
          "K-05|status|unknown value 'lost at sea'; one of placed, paid, shipped, delivered, cancelled, returned: translate it under values: in the mapping",
        ],
      ],
    ]);
  });

  test("an amount without currency takes the organisation's, with a word about it", async () => {
    const { rows } = await map(
      'order',
      '{ order_id: Id, ordered_at: D, net: A, currency: C }',
      ['Id', 'D', 'A', 'C'],
      [
        ['1', '2024-01-01', '5', ''],
        ['2', '2024-01-01', '', ''],
      ],
    );
    expect(pick(rows['order'], 'currency', '_problems', '_warnings')).toEqual([
      ['EUR', [], ['M-01|currency|no currency; EUR of the organisation taken']],
      ['EUR', [], []],
    ]);
  });

  test('an identifier that is the hash of nothing is none', async () => {
    const { rows } = await map(
      'account',
      '{ account_id: Id, email: E }',
      ['Id', 'E'],
      [
        ['1', 'd41d8cd98f00b204e9800998ecf8427e'],
        ['2', '1B2M2Y8AsgTpgAmY7PhCfg=='],
        ['3', 'a@b.c'],
      ],
    );
    expect(pick(rows['account'], 'email', '_warnings')).toEqual([
      [null, ['I-03|email|email is the hash of an empty text; taken as empty']],
      [null, ['I-03|email|email is the hash of an empty text; taken as empty']],
      ['a@b.c', []],
    ]);
  });
});

describe('time', () => {
  test('wall times are those of the organisation, offsets are honoured, a day stays a day', async () => {
    const { rows } = await map(
      'order',
      '{ order_id: Id, ordered_at: D }',
      ['Id', 'D'],
      [
        ['1', '2024-07-01 00:30:00'],
        ['2', '2024-07-01T00:30:00+09:00'],
        ['3', '2024-07-01'],
        ['4', '2024-12-31T23:30:00Z'],
      ],
    );
    // Berlin is two hours ahead of UTC in July and one in December.
    expect(pick(rows['order'], 'ordered_at', 'ordered_at_date', 'ordered_at_precision')).toEqual([
      ['2024-06-30 22:30:00', '2024-07-01', 'second'],
      ['2024-06-30 15:30:00', '2024-06-30', 'second'],
      ['2024-06-30 22:00:00', '2024-07-01', 'day'],
      ['2024-12-31 23:30:00', '2025-01-01', 'second'],
    ]);
  });

  test('a source in another zone', async () => {
    const { rows } = await map(
      'order',
      '{ order_id: Id, ordered_at: { from: D, time_zone: Asia/Tokyo } }',
      ['Id', 'D'],
      [
        ['1', '2024-07-01 08:00:00'],
        ['2', '2024-07-02 10:00:00'],
      ],
    );
    // 08:00 in Tokyo is 23:00 UTC of the day before and 01:00 in Berlin.
    expect(pick(rows['order'], 'ordered_at', 'ordered_at_date')).toEqual([
      ['2024-06-30 23:00:00', '2024-07-01'],
      ['2024-07-02 01:00:00', '2024-07-02'],
    ]);
  });

  test('an order of dates that nothing proves is asked for, and an answer is taken', async () => {
    const rows = [
      ['1', '03/04/2024'],
      ['2', '05/06/2024'],
    ];
    const open = await map('order', '{ order_id: Id, ordered_at: D }', ['Id', 'D'], rows);
    expect(open.compiled.ambiguous.map(({ header, rule, question }) => [header, rule, question])).toEqual([
      ['D', 'F-04', 'date order'],
    ]);
    const answered = await map(
      'order',
      '{ order_id: Id, ordered_at: { from: D, date_order: DMY } }',
      ['Id', 'D'],
      rows,
    );
    expect(answered.compiled.ambiguous).toEqual([]);
    expect(pick(answered.rows['order'], 'ordered_at_date').flat()).toEqual(['2024-04-03', '2024-06-05']);
  });
});

test('a header that is absent is not the same as one that is empty', async () => {
  const { compiled } = await map(
    'account',
    '{ account_id: Id, name: A, city: Nowhere }',
    ['Id', 'A'],
    [['1', '']],
  );
  expect(compiled.entities[0]?.columns).toEqual(['account_id', 'name']);
});

test('a needed column that no header gives is said for the file and for each row', async () => {
  const { compiled, rows } = await map('order', '{ order_id: Id }', ['Id'], [['1']]);
  expect(compiled.notes).toEqual([
    {
      rule: 'F-03',
      message:
        'order.ordered_at is needed and no header of the file gives it (Order Date, Invoice Date, Date, Ordered At, Created At)',
    },
  ]);
  expect(pick(rows['order'], '_problems')).toEqual([
    [['K-01|ordered_at|no column of the file gives ordered_at; it is needed']],
  ]);
});
