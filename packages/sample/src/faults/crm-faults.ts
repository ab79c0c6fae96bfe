import { lostStage, pipeline } from '../simulate/deal.js';
import type { Cell } from '../export/csv-table.js';
import type { Anchors, FaultInjector, FaultNote } from './injector.js';

const companyBase = 29_900_000;
const contactBase = 19_900_000;
const dealBase = 399_000_000;

/** A prospect of 2022 that no other record refers to. */
const prospect = (inject: FaultInjector): Record<string, Cell> => {
  const id = inject.freshNumber(companyBase);
  return {
    'Record ID': id,
    'Company name': `Zusatz ${id} GmbH`,
    'Company Domain Name': `zusatz-${id}.example`,
    Industry: 'Logistics',
    Segment: 'Small',
    'Number of Employees': 20,
    'Country/Region': 'DE',
    City: 'Berlin',
    'Original Traffic Source': 'Direct Traffic',
    'Create Date': '2022-02-01 09:00',
    'Last Modified Date': '2022-02-01 09:00',
  };
};

/** A colleague of nobody in particular, and no lead. */
const contact = (inject: FaultInjector, anchors: Anchors): Record<string, Cell> => {
  const id = inject.freshNumber(contactBase);
  return {
    'Record ID': id,
    'First Name': 'Zusatz',
    'Last Name': `Kontakt ${id}`,
    Email: `zusatz.${id}@${anchors.company.domain}`,
    'Phone Number': '+49 30 55500000',
    'Job Title': 'Analyst',
    'Associated Company IDs (Primary)': anchors.company.id,
    'Create Date': '2022-02-02 10:00',
    'Last Modified Date': '2022-02-02 10:00',
  };
};

/** A deal lost in spring 2022. */
const lostDeal = (inject: FaultInjector, anchors: Anchors): Record<string, Cell> => {
  const id = inject.freshNumber(dealBase);
  return {
    'Record ID': id,
    'Deal Name': `Zusatzgeschäft ${id}`,
    Pipeline: pipeline,
    'Deal Stage': lostStage,
    Amount: '1200.00',
    Currency: 'EUR',
    'Close Date': '2022-04-20 15:00',
    'Create Date': '2022-03-01 09:30',
    'Qualified Date': '2022-03-04 11:00',
    'Deal owner': anchors.company.owner.name,
    'Deal Type': 'Existing Business',
    'Deal probability': 0,
    'Closed Lost Reason': 'Price',
    'Original Traffic Source': anchors.company.channel.source,
    'Associated Company IDs (Primary)': anchors.company.id,
    'Associated Contact IDs': anchors.contact.id,
    'Last Modified Date': '2022-04-20 15:00',
    'Date entered "Appointment Scheduled (Sales Pipeline)"': '2022-03-01 09:30',
    'Date entered "Closed Lost (Sales Pipeline)"': '2022-04-20 15:00',
  };
};

type Note = Omit<FaultNote, 'id'>;
const note = (
  kind: string,
  rule: string,
  column: string | null,
  must: FaultNote['must'],
  what: string,
): Note => ({
  kind,
  rule,
  column,
  must,
  what,
});

/** Faults of HubSpot's files. */
export function injectCrmFaults(inject: FaultInjector, anchors: Anchors): void {
  companyFaults(inject);
  contactFaults(inject, anchors);
  leadFaults(inject);
  dealFaults(inject, anchors);
  activityFaults(inject, anchors);
}

function companyFaults(inject: FaultInjector): void {
  const { companies } = inject.exporter.hubspot;
  const add = (changes: Record<string, Cell>, about: Note): void => {
    const row = { ...prospect(inject), ...changes };
    inject.row(companies, row, { ...about, id: String(row['Record ID'] ?? '') || null });
  };
  add(
    { 'Record ID': '' },
    note('missing-key', 'K-01', 'Record ID', 'quarantined', 'a company without its id'),
  );
  add(
    { 'Record ID': '2.9900001E+07' },
    note('id-in-scientific-notation', 'F-09', 'Record ID', 'quarantined', 'a spreadsheet rounded the id'),
  );
  add(
    { Industry: 'Logistcs' },
    note('near-duplicate-value', 'K-05', 'Industry', 'flagged', 'one letter short of Logistics'),
  );
  add(
    { 'Country/Region': 'EIRE' },
    note('unknown-country', 'I-07', 'Country/Region', 'flagged', 'no ISO code of a country'),
  );
  add(
    { 'Last Modified Date': '2022-01-03 08:00' },
    note('modified-before-created', 'T-04', 'Last Modified Date', 'flagged', 'changed before it was created'),
  );
  const shared = 'zwilling.example';
  inject.row(companies, { ...prospect(inject), 'Company Domain Name': shared });
  add(
    { 'Company Domain Name': shared },
    note(
      'domain-of-two-accounts',
      'I-04',
      'Company Domain Name',
      'flagged',
      'two companies of one source share a domain',
    ),
  );
  const loser = prospect(inject);
  inject.row(companies, { ...prospect(inject), 'Merged Record IDs': loser['Record ID'] ?? '' });
  inject.row(companies, loser, {
    ...note(
      'merged-record-still-present',
      'K-06',
      'Record ID',
      'ignored',
      'merged into the company above, yet still exported',
    ),
    id: String(loser['Record ID']),
  });
}

function contactFaults(inject: FaultInjector, anchors: Anchors): void {
  const { contacts } = inject.exporter.hubspot;
  const add = (changes: Record<string, Cell>, about: Note): void => {
    const row = { ...contact(inject, anchors), ...changes };
    inject.row(contacts, row, { ...about, id: String(row['Record ID']) });
  };
  add(
    { 'First Name': 'RenÃ©e' },
    note('mojibake', 'F-01', 'First Name', 'flagged', 'UTF-8 read as Latin-1 and written again'),
  );
  add({ Email: 'anna.at.nowhere' }, note('invalid-e-mail', 'I-01', 'Email', 'flagged', 'no e-mail address'));
  add(
    { Email: 'd41d8cd98f00b204e9800998ecf8427e' },
    note('hash-of-empty', 'I-03', 'Email', 'flagged', 'MD5 of the empty text; it must identify nobody'),
  );
  for (let index = 0; index < 5; index++)
    inject.row(contacts, { ...contact(inject, anchors), Email: 'info@geteilt.example' });
  add(
    { Email: 'info@geteilt.example' },
    note(
      'shared-e-mail',
      'I-02',
      'Email',
      'flagged',
      'the sixth person with this address; it must identify nobody',
    ),
  );
}

/** A second inquiry of 2022 that the form tool calls disqualified and converted at once. */
function leadFaults(inject: FaultInjector): void {
  const id = inject.freshNumber(49_000_000);
  inject.row(
    inject.exporter.plain.leads,
    {
      'Lead ID': id,
      Email: `zusatz.${id}@anfrage.example`,
      'Created At': '2022-02-02T09:00:00Z',
      'Lead Source': 'Direct Traffic',
      'Lead Status': 'disqualified',
      'Converted At': '2022-02-20T09:00:00Z',
    },
    {
      ...note(
        'disqualified-yet-converted',
        'S-06',
        'Lead Status',
        'flagged',
        'disqualified, yet it became a deal',
      ),
      id,
    },
  );
}

function dealFaults(inject: FaultInjector, anchors: Anchors): void {
  const { deals } = inject.exporter.hubspot;
  const add = (changes: Record<string, Cell>, about: Note): void => {
    const row = { ...lostDeal(inject, anchors), ...changes };
    inject.row(deals, row, { ...about, id: String(row['Record ID']) });
  };
  // An older state of the last clean deal: the newest by modification date must win.
  const older = [...deals.lastRow];
  older[deals.filled.indexOf('Last Modified Date')] = '2021-01-01 08:00';
  older[deals.filled.indexOf('Amount')] = '1.00';
  inject.copy(deals, older, {
    ...note(
      'repeated-id',
      'K-01',
      'Record ID',
      'quarantined',
      'an older copy of a deal, with another amount',
    ),
    id: String(older[0]),
  });
  add(
    { 'Date entered "Contract Sent (Sales Pipeline)"': '2022-04-25 10:00' },
    note(
      'history-contradicts-state',
      'T-10',
      'Deal Stage',
      'flagged',
      'lost, yet the last stage it entered is an open one',
    ),
  );
  add(
    { 'Create Date': 'yesterday' },
    note('unparseable-date', 'T-01', 'Create Date', 'quarantined', 'no date'),
  );
  add(
    { 'Create Date': '1893-05-01 09:00' },
    note('date-before-2000', 'T-01', 'Create Date', 'quarantined', 'a year before computers'),
  );
  add(
    {
      'Create Date': '2022-05-10 09:00',
      'Qualified Date': '',
      'Last Modified Date': '2022-05-12 09:00',
      'Date entered "Appointment Scheduled (Sales Pipeline)"': '2022-05-10 09:00',
      'Date entered "Closed Lost (Sales Pipeline)"': '2022-05-12 09:00',
    },
    note(
      'closed-before-created',
      'T-03',
      'Close Date',
      'flagged',
      'closed three weeks before it was created',
    ),
  );
  add(
    { 'Associated Company IDs (Primary)': '29999999' },
    note('unknown-account', 'K-03', 'Associated Company IDs (Primary)', 'flagged', 'no such company'),
  );
  add(
    { 'Associated Contact IDs': `${anchors.contact.id};${anchors.contact.id}` },
    note('association-twice', 'K-07', 'Associated Contact IDs', 'flagged', 'the same contact twice'),
  );
  add({ Amount: 'twelve thousand' }, note('amount-in-words', 'M-01', 'Amount', 'quarantined', 'no number'));
  add(
    { Currency: 'EURO' },
    note('unknown-currency', 'M-01', 'Currency', 'quarantined', 'no ISO code of a currency'),
  );
  add(
    { Currency: '' },
    note('missing-currency', 'M-01', 'Currency', 'flagged', 'read in the currency of the organisation'),
  );
  add(
    { Amount: '24120000.00' },
    note('amount-outlier', 'M-07', 'Amount', 'flagged', 'thousands of times the usual deal'),
  );
  add({ Amount: '0.00' }, note('zero-for-unknown', 'M-08', 'Amount', 'flagged', 'a lost deal at zero'));
  add(
    { 'Deal probability': 1000 },
    note('probability-out-of-range', 'S-03', 'Deal probability', 'flagged', 'a chance of 1000'),
  );
  add(
    {
      'Deal Stage': 'Closed Won',
      Amount: '',
      'Deal probability': 1,
      'Closed Lost Reason': '',
      'Date entered "Closed Lost (Sales Pipeline)"': '',
      'Date entered "Closed Won (Sales Pipeline)"': '2022-04-20 15:00',
    },
    note('won-without-amount', 'S-02', 'Amount', 'flagged', 'won, but nobody knows for how much'),
  );
}

function activityFaults(inject: FaultInjector, anchors: Anchors): void {
  const { activities } = inject.exporter.hubspot;
  const id = inject.freshNumber(599_000_000);
  inject.row(
    activities,
    {
      'Record ID': id,
      'Activity type': 'Call',
      'Activity date': '2031-06-01 10:00',
      'Activity assigned to': anchors.company.owner.name,
    },
    {
      ...note('event-in-the-future', 'T-02', 'Activity date', 'flagged', 'a call that has not happened yet'),
      id,
    },
  );
  const ragged = inject.freshNumber(599_000_000);
  inject.line(activities, `${ragged},Call,2022-03-03 10:00`, {
    ...note('ragged-row', 'F-02', null, 'quarantined', 'three cells of six'),
    id: ragged,
  });
  inject.line(activities, '', { ...note('blank-line', 'F-10', null, 'ignored', 'an empty line'), id: null });
}
