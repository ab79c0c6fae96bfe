import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick, sorted } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/hubspot/${name}_data.csv`);

describe.skipIf(!hasData('fivetran/hubspot'))('HubSpot as Fivetran lands it', () => {
  test('stages: 5 of 71 have closed_won TRUE, none is closed without it', async () => {
    const { rows } = await seed('deal_pipeline_stage');
    const categories = pick(rows['pipeline_stage'], 'category').flat();
    expect([categories.length, categories.filter((one) => one === 'won').length]).toEqual([71, 5]);
    expect(
      pick(rows['pipeline_stage'], 'stage_id', 'pipeline', 'category', 'position', 'probability')[0],
    ).toEqual(['hubspot:/n0+plNHbWErNq8Ek+NM3g==', 'wh+Wm18D0z1D4E+PE252gg==', 'won', '6', '1.000000']);
  });

  test('stage history: the sentinel 2050-01-01 is an open end, unpadded hours are read', async () => {
    const { rows } = await seed('deal_stage');
    expect(pick(rows['deal_stage_history'], 'left_at').flat()).toEqual(
      Array.from({ length: 14 }, () => null),
    );
    expect(
      pick(
        rows['deal_stage_history'],
        'deal_id',
        'stage_id',
        'entered_at',
        'entered_at_precision',
        'origin',
      )[0],
    ).toEqual([
      'hubspot:3954699413',
      'hubspot:f66ca9bc5a02c2f1513ce83f0a0e117d',
      '2021-01-07 06:49:18',
      'second',
      'source_history',
    ]);
  });

  test('a contact names the contacts that went into it, two of which are still there', async () => {
    const { rows } = await seed('contact');
    expect(sorted(pick(rows['entity_merge'], 'entity', 'losing_id', 'winning_id'))).toEqual([
      ['person', 'hubspot:46897301', 'hubspot:78971951'],
      ['person', 'hubspot:76226001', 'hubspot:78971951'],
      ['person', 'hubspot:76340251', 'hubspot:78971951'],
    ]);
    expect(rows['person']).toHaveLength(22);
  });

  test('merged deals and contacts', async () => {
    const deals = await seed('merged_deal');
    expect(pick(deals.rows['entity_merge'], 'entity', 'losing_id', 'winning_id')[0]).toEqual([
      'deal',
      'hubspot:9014070905',
      'hubspot:9089908390',
    ]);
    const contacts = await seed('contact_merge_audit');
    expect(
      pick(contacts.rows['entity_merge'], 'entity', 'losing_id', 'winning_id', 'merged_at_date')[0],
    ).toEqual(['person', 'hubspot:11111', 'hubspot:5555', '2019-10-08']);
  });

  test('44 deals without an amount or a close date stay so', async () => {
    const { rows } = await seed('deal');
    expect(rows['deal']).toHaveLength(44);
    expect(
      pick(rows['deal'], 'amount', 'closed_at')
        .flat()
        .every((value) => value === null),
    ).toBe(true);
    expect(pick(rows['deal'], 'deal_id', 'created_at', 'status')[0]).toEqual([
      'hubspot:1244495215',
      '2019-12-04 12:48:22',
      null,
    ]);
  });

  test('a ticket closed before it was created is loaded as it stands: rule T-03 speaks later', async () => {
    const { rows } = await seed('ticket');
    const found = pick(rows['ticket'], 'ticket_id', 'created_at', 'closed_at', 'status', '_problems').find(
      ([id]) => id === 'hubspot:307034542',
    );
    expect(found).toEqual(['hubspot:307034542', '2021-02-16 20:31:05', '2020-11-10 14:54:50', 'closed', []]);
  });

  test('owners whose names are hashes of nothing have none', async () => {
    const { rows } = await seed('owner');
    expect(
      pick(rows['crm_user'], 'name')
        .flat()
        .filter((name) => name === null),
    ).toHaveLength(23);
  });

  test('an association table only adds to the rows of others', async () => {
    const { compiled, rows } = await seed('ticket_company');
    expect(compiled.entities.map((entity) => [entity.entity, entity.link])).toEqual([['ticket', true]]);
    expect(pick(rows['ticket'], 'ticket_id', 'account_id', '_problems')[1]).toEqual([
      'hubspot:2',
      'hubspot:1',
      [],
    ]);
  });
});

const english = [
  'Record ID',
  'Deal Name',
  'Pipeline',
  'Deal Stage',
  'Amount',
  'Currency',
  'Close Date',
  'Create Date',
  'Deal owner',
  'Deal Type',
  'Associated Company IDs (Primary)',
  'Associated Company IDs',
  'Associated Contact IDs',
  'Date entered "Qualified (Sales Pipeline)"',
  'Date entered "Closed Won (Sales Pipeline)"',
];
const exported = [
  [
    '101',
    'Chairs',
    'Sales Pipeline',
    'Closed Won',
    '1200.50',
    'EUR',
    '2024-03-05 16:00',
    '2024-01-10 09:30',
    'Ada Lovelace',
    'New Business',
    '7',
    '7;7;8',
    '11;12',
    '2024-01-20 10:00',
    '2024-03-05 16:00',
  ],
  [
    '102',
    'Tables',
    'Sales Pipeline',
    'Qualified',
    '',
    'EUR',
    '2024-06-30 00:00',
    '2024-02-01 08:00',
    'Ada Lovelace',
    'Existing Business',
    '',
    '',
    '',
    '2024-02-03 12:00',
    '',
  ],
];

describe('HubSpot as its interface exports it', () => {
  test('deals, their stages, people and companies', async () => {
    const { rows } = await mapRows('all-deals', english, exported, undefined, {
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
    // 16:00 in Berlin in March is 15:00 UTC; the close date of an open deal is an expectation.
    expect(
      pick(
        rows['deal'],
        'deal_id',
        'status',
        'type',
        'amount',
        'currency',
        'closed_at',
        'closed_at_date',
        'expected_close_on',
        'account_id',
      ),
    ).toEqual([
      [
        'hubspot:101',
        'won',
        'new',
        '1200.5000',
        'EUR',
        '2024-03-05 15:00:00',
        '2024-03-05',
        null,
        'hubspot:7',
      ],
      ['hubspot:102', 'open', 'expansion', null, 'EUR', null, null, '2024-06-30', null],
    ]);
    expect(pick(rows['deal_stage_history'], 'deal_id', 'stage_id', 'entered_at', 'origin')).toEqual([
      ['hubspot:101', 'hubspot:Sales Pipeline/Qualified', '2024-01-20 09:00:00', 'calculated_property'],
      ['hubspot:101', 'hubspot:Sales Pipeline/Closed Won', '2024-03-05 15:00:00', 'calculated_property'],
      ['hubspot:102', 'hubspot:Sales Pipeline/Qualified', '2024-02-03 11:00:00', 'calculated_property'],
    ]);
    expect(sorted(pick(rows['pipeline_stage'], 'stage_id', 'category', 'position').slice(-2))).toEqual([
      ['hubspot:Sales Pipeline/Closed Won', 'won', '2'],
      ['hubspot:Sales Pipeline/Qualified', 'open', '1'],
    ]);
    expect(pick(rows['deal_party'], 'deal_id', 'account_id', 'person_id')).toHaveLength(4);
    expect(pick(rows['crm_user'], 'user_id', 'name')).toEqual([['hubspot:Ada Lovelace', 'Ada Lovelace']]);
  });

  test('the same in German: headers, stages and deal types', async () => {
    const headers = [
      'Datensatz-ID',
      'Deal-Name',
      'Pipeline',
      'Deal-Phase',
      'Betrag',
      'Währung',
      'Abschlussdatum',
      'Erstelldatum',
      'Für Deal zuständiger Mitarbeiter',
      'Deal-Typ',
    ];
    const { rows, stream } = await mapRows('alle-deals', headers, [
      [
        '1',
        'Stühle',
        'Vertrieb',
        'Abgeschlossen und gewonnen',
        '1.200,50',
        'EUR',
        '05.03.2024 16:00',
        '31.01.2024 09:30',
        'Ada Lovelace',
        'Neugeschäft',
      ],
      [
        '2',
        'Tische',
        'Vertrieb',
        'Abgeschlossen und verloren',
        '2.000,00',
        'EUR',
        '06.03.2024 16:00',
        '01.02.2024 09:30',
        'Ada Lovelace',
        'Bestandsgeschäft',
      ],
    ]);
    expect(stream).toBe('hubspot.deals_export');
    expect(pick(rows['deal'], 'name', 'status', 'type', 'amount', 'closed_at_date', 'owner_user_id')).toEqual(
      [
        ['Stühle', 'won', 'new', '1200.5000', '2024-03-05', 'hubspot:Ada Lovelace'],
        ['Tische', 'lost', 'expansion', '2000.0000', '2024-03-06', 'hubspot:Ada Lovelace'],
      ],
    );
  });

  test('a contact is a lead once HubSpot says so', async () => {
    const headers = [
      'Record ID',
      'First Name',
      'Last Name',
      'Email',
      'Lifecycle Stage',
      'Lead Status',
      'Create Date',
      'Original Source',
      'Became a Sales Qualified Lead Date',
      'Became an Opportunity Date',
      'Associated Deal IDs',
      'Associated Company IDs (Primary)',
    ];
    const { rows } = await mapRows('contacts', headers, [
      [
        '1',
        'Ada',
        'L',
        'Ada@x.com',
        'Opportunity',
        '',
        '2024-01-01 00:10',
        'Paid Search',
        '2024-01-05 10:00',
        '2024-01-09 10:00',
        '101;102',
        '7',
      ],
      ['2', 'Bob', 'M', 'bob@x.com', 'Subscriber', '', '2024-01-02 10:00', 'Organic Search', '', '', '', ''],
      ['3', 'Cy', 'N', 'cy@x.com', 'Lead', 'Unqualified', '2024-01-03 10:00', 'Referrals', '', '', '', ''],
    ]);
    expect(rows['person']).toHaveLength(3);
    expect(
      pick(
        rows['lead'],
        'lead_id',
        'email',
        'status',
        'channel',
        'qualified_at_date',
        'converted_at_date',
        'converted_deal_id',
        'converted_account_id',
      ),
    ).toEqual([
      [
        'hubspot:1',
        'ada@x.com',
        'converted',
        'Paid Search',
        '2024-01-05',
        '2024-01-09',
        'hubspot:101',
        'hubspot:7',
      ],
      ['hubspot:3', 'cy@x.com', 'disqualified', 'Referrals', null, null, null, null],
    ]);
  });
});
