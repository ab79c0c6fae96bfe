import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/salesforce/sf_${name}_data.csv`);

describe.skipIf(!hasData('fivetran/salesforce'))('Salesforce as Fivetran lands it', () => {
  test('opportunities: won deals without amount, a close before the creation, a probability of 1000', async () => {
    const { rows } = await seed('opportunity');
    expect(
      pick(rows['deal'], 'deal_id', 'status', 'amount', 'closed_at_date', 'created_at_date', 'probability'),
    ).toEqual([
      ['salesforce:006q000000HddohAAB', 'won', '24120000.0000', '2018-12-19', '2018-12-19', null],
      ['salesforce:006q000000HdPzpAAF', 'won', null, '2018-12-18', '2018-12-18', '1.000000'],
      ['salesforce:006q000000Hbmd1AAB', 'won', null, '2018-12-18', '2018-12-10', '1.000000'],
      ['salesforce:006q000000HcZXrAAN', 'won', null, '2018-12-13', '2018-12-13', '1.000000'],
      ['salesforce:006q000000HddueAAB', 'won', null, '2018-12-07', '2018-12-19', '1.000000'],
      ['salesforce:006q000000HK8jdAAD', 'lost', '200000.0000', '2018-11-21', '2018-11-14', '0.000000'],
      ['salesforce:006q000000HcZXXAA3', 'lost', null, '2018-12-13', '2018-12-13', '0.000000'],
      ['salesforce:006q000000GoP76AAF', 'lost', '1.0000', '2018-10-31', '2018-10-31', '0.000000'],
      ['salesforce:006q000000HcZXcAAN', 'lost', null, '2018-12-13', '2018-12-13', '0.000000'],
      ['salesforce:006q000000HdOhuAAF', 'open', '210000.0000', null, '2018-12-18', '0.650000'],
    ]);
    expect(pick(rows['deal'], '_warnings')[0]).toEqual([
      [
        "K-04|account_id|no Salesforce id: '9CcfAt8qtZvCTwFvwOFLcg=='",
        "K-04|owner_user_id|no Salesforce id: 'rQhle3uwQbFgFmLTF1WByg=='",
        "S-03|probability|probability '1000' is outside 0 to 1; left empty",
      ],
    ]);
    // A close date is a day: it can never be compared with a clock.
    expect(pick(rows['deal'], 'closed_at_precision').flat().slice(0, 9)).toEqual(
      Array.from({ length: 9 }, () => 'day'),
    );
  });

  test('versions become a stage history; 9999-12-31 is an open end', async () => {
    const { rows } = await seed('opportunity_history');
    const ends = pick(rows['deal_stage_history'], 'left_at').flat();
    expect([
      ends.length,
      ends.filter((end) => end === null).length,
      new Set(ends.filter((end) => end !== null)),
    ]).toEqual([10, 8, new Set(['2019-04-04 18:36:07'])]);
    expect(rows['deal']).toHaveLength(8);
  });

  test('a broken id makes a reject where it is the key and a warning where it is a reference', async () => {
    const lines = await seed('opportunity_line_item');
    const rejected = (lines.rows['deal_line'] ?? []).filter(
      (row) => (row['_problems'] as string[]).length > 0,
    );
    expect(rejected.map((row) => row['_problems'])).toContainEqual([
      "K-04|deal_line_id|no Salesforce id: '00k1G000009a jwQAA'",
    ]);
    expect((lines.rows['deal_line'] ?? []).map((row) => (row['_warnings'] as string[])[0])).toContain(
      "K-04|product_id|no Salesforce id: '01 1G000000bUE8QAM'",
    );
    const contacts = await seed('contact');
    expect(contacts.rows['person']?.map((row) => row['_problems'])).toContainEqual([
      "K-04|person_id|no Salesforce id: '0033700000JmrFPAA'",
    ]);
  });
});

const lead = [
  'id',
  'is_converted',
  'converted_date',
  'converted_opportunity_id',
  'converted_account_id',
  'status',
  'company',
  'created_date',
  'email',
];

describe('Salesforce elsewhere', () => {
  test.each([
    // Ids of the seeds and their first fifteen characters.
    ['006q000000Hddoh', '006q000000HddohAAB'],
    ['006q000000HcZXX', '006q000000HcZXXAA3'],
    ['006q000000GoP76', '006q000000GoP76AAF'],
    ['006q000000HddohAAB', '006q000000HddohAAB'],
  ])('%s is %s', async (short, long) => {
    const { rows } = await mapRows('lead', lead, [
      [short, 'false', null, null, null, 'Open - Not Contacted', 'X', '2024-01-01T10:00:00.000Z', null],
    ]);
    expect(pick(rows['lead'], 'lead_id', 'status', '_problems')).toEqual([[`salesforce:${long}`, 'new', []]]);
  });

  test.each(['006q000000HddohAAC', '006q000000Hddo', '006q000000Hddohaab', '006q-00000Hddoh'])(
    '%s is no id',
    async (id) => {
      const { rows } = await mapRows('lead', lead, [
        [id, 'false', null, null, null, 'New', 'X', '2024-01-01T10:00:00.000Z', null],
      ]);
      expect(pick(rows['lead'], '_problems')).toEqual([[[`K-04|lead_id|no Salesforce id: '${id}'`]]]);
    },
  );

  test('conversion links a lead to its deal and its account', async () => {
    const { rows } = await mapRows('lead', lead, [
      [
        '00Qq000000Hddoh',
        'true',
        '2024-02-01',
        '006q000000Hddoh',
        '001q000000Hddoh',
        'Closed - Converted',
        'X',
        '2024-01-01T10:00:00.000Z',
        'A@X.com',
      ],
    ]);
    // The checksum depends on the case of the letters: positions 3 (Q) and 11 (H) are upper-case here, 11 (H) there.
    expect(
      pick(rows['lead'], 'status', 'converted_at_date', 'converted_deal_id', 'converted_account_id', 'email'),
    ).toEqual([
      [
        'converted',
        '2024-02-01',
        'salesforce:006q000000HddohAAB',
        'salesforce:001q000000HddohAAB',
        'a@x.com',
      ],
    ]);
  });

  test('a report export has ids of 15 characters and percents', async () => {
    const headers = [
      'Opportunity Owner',
      'Account Name',
      'Account ID',
      'Opportunity Name',
      'Stage',
      'Amount',
      'Amount Currency',
      'Probability (%)',
      'Close Date',
      'Created Date',
      'Opportunity ID',
      'Type',
    ];
    const { rows } = await mapRows('report1709654400', headers, [
      [
        'Ada',
        'Acme',
        '001q000000Hddoh',
        'Deal',
        'Closed Won',
        '1,200.50',
        'EUR',
        '100%',
        '3/25/2024',
        '1/31/2024',
        '006q000000Hddoh',
        'New Business',
      ],
      [
        'Ada',
        'Acme',
        '001q000000Hddoh',
        'Deal 2',
        'Negotiation',
        '1,300.00',
        'EUR',
        '50%',
        '3/31/2024',
        '1/31/2024',
        '006q000000HcZXX',
        'Renewal',
      ],
    ]);
    expect(
      pick(
        rows['deal'],
        'deal_id',
        'status',
        'type',
        'amount',
        'currency',
        'closed_at_date',
        'expected_close_on',
      ),
    ).toEqual([
      ['salesforce:006q000000HddohAAB', 'won', 'new', '1200.5000', 'EUR', '2024-03-25', null],
      ['salesforce:006q000000HcZXXAA3', 'open', 'renewal', '1300.0000', 'EUR', null, '2024-03-31'],
    ]);
    expect(pick(rows['deal'], 'probability').flat()).toEqual(['1.000000', '0.500000']);
  });
});
