import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

export const identityCases: readonly RuleCase[] = [
  {
    rule: 'I-01',
    about: 'what is no address, and an address in the column of the city (Olist: vendas@creditparts.com.br)',
    rows: {
      person: [
        { person_id: 'plain:1', email: 'ada.example.org' },
        { person_id: 'plain:2', email: 'ada@example' },
        { person_id: 'plain:3', email: 'ada@x.org; grace@x.org' },
        { person_id: 'plain:4', email: ' Ada.Lovelace+crm@Example.ORG ' },
        { person_id: 'plain:5', email: null },
        // The md5 of an address, and its base64: exports without personal data.
        { person_id: 'plain:6', email: '5d41402abc4b2a76b9719d911017c592' },
        { person_id: 'plain:7', email: 'XUFAKrxLKna5cZ2REBfFkg==' },
      ],
      account: [
        { account_id: 'plain:a', city: 'vendas@creditparts.com.br', email: 'info@creditparts.com.br' },
        { account_id: 'plain:b', city: 'Sao Paulo', name: 'Cards @ Home' },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3', 'plain:a'],
    spares: ['plain:4', 'plain:5', 'plain:6', 'plain:7', 'plain:b'],
  },
  {
    rule: 'I-02',
    about:
      'one address of six customers; five may be a family, and three customers and three agents are no six',
    rows: {
      person: [
        ...many(6, (index) => ({
          person_id: `plain:six${index}`,
          email: index % 2 ? 'Office@six.org' : 'office@six.org ',
        })),
        ...many(5, (index) => ({ person_id: `plain:five${index}`, email: 'office@five.org' })),
        ...many(6, (index) => ({
          person_id: `plain:mixed${index}`,
          email: 'office@mixed.org',
          role: index < 3 ? 'agent' : 'customer',
        })),
      ],
    },
    breaks: ['6 records'],
    spares: ['plain:five0', 'plain:mixed0'],
  },
  {
    rule: 'I-03',
    about:
      'the md5 of nothing (Shopify), placeholders (Zendesk: example@email.com); a real address that is like one',
    rows: {
      person: [
        { person_id: 'plain:1', email: 'example@email.com' },
        { person_id: 'plain:2', phone: 'D41D8CD98F00B204E9800998ECF8427E' },
        { person_id: 'plain:3', email: 'examples@email.com', phone: '+49 30 1' },
      ],
      account: [
        { account_id: 'plain:a', external_id: 'unknown' },
        { account_id: 'plain:b', domain: 'n/a' },
        { account_id: 'plain:c', external_id: 'UNKNOWN-7', domain: 'na.com' },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:a', 'plain:b'],
    spares: ['plain:3', 'plain:c'],
  },
  {
    rule: 'I-04',
    about:
      'one domain on two accounts (Zoho: 2,229 accounts, 1,864 sites); a subsidiary, a mail host, a merged account',
    rows: {
      account: [
        { account_id: 'plain:1', domain: 'acme.com' },
        { account_id: 'plain:2', domain: 'ACME.com ' },
        { account_id: 'plain:3', domain: 'globex.com' },
        { account_id: 'plain:4', domain: 'globex.com', parent_account_id: 'plain:3' },
        { account_id: 'plain:5', domain: 'gmail.com' },
        { account_id: 'plain:6', domain: 'gmail.com' },
        { account_id: 'plain:7', domain: 'initech.com' },
        { account_id: 'plain:8', domain: 'initech.com' },
        { account_id: 'plain:9', domain: 'initech.com', is_deleted: true },
        { account_id: 'other:1', domain: 'globex.com', _source: 'other' },
      ],
      entity_merge: [{ entity: 'account', losing_id: 'plain:8', winning_id: 'plain:7' }],
    },
    breaks: ['plain:1', 'plain:2'],
    spares: ['plain:3', 'plain:4', 'plain:5', 'plain:7', 'other:1'],
    also: { 'K-06': ['plain:8', 'plain:9'] },
  },
  {
    rule: 'I-05',
    about:
      'merges that go in a circle, and one that only leads into it; the same ids as another kind of record',
    rows: {
      entity_merge: [
        { entity: 'deal', losing_id: 'plain:1', winning_id: 'plain:2' },
        { entity: 'deal', losing_id: 'plain:2', winning_id: 'plain:3' },
        { entity: 'deal', losing_id: 'plain:3', winning_id: 'plain:1' },
        { entity: 'deal', losing_id: 'plain:4', winning_id: 'plain:1' },
        { entity: 'ticket', losing_id: 'plain:5', winning_id: 'plain:6' },
        { entity: 'person', losing_id: 'plain:6', winning_id: 'plain:5' },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6'],
  },
  {
    rule: 'I-06',
    about: 'each of 200 orders has a customer of its own (Olist: 3,000 of 3,000)',
    rows: {
      order: many(200, (index) => ({
        order_id: `plain:${index}`,
        account_id: `plain:c${index}`,
        ordered_at: '2025-03-01',
        net: 10,
      })),
    },
    breaks: ['plain'],
    spares: [],
  },
  {
    rule: 'I-06',
    about: 'one customer who came back is enough, and 199 orders are too few to say',
    rows: {
      order: [
        ...many(200, (index) => ({
          order_id: `plain:${index}`,
          account_id: `plain:c${index % 199}`,
          ordered_at: '2025-03-01',
          net: 10,
        })),
        ...many(199, (index) => ({
          order_id: `other:${index}`,
          account_id: `other:c${index}`,
          ordered_at: '2025-03-01',
          net: 10,
          _source: 'other',
        })),
      ],
    },
    breaks: [],
    spares: ['plain', 'other'],
  },
  {
    rule: 'I-07',
    about:
      'EIRE, RSA, Unspecified (Online Retail), Philipines (Maven); official, foreign and coded names are countries',
    rows: {
      order: ['EIRE', 'RSA', 'Unspecified', 'European Community', 'United Kingdom'].map((country, index) => ({
        order_id: `plain:o${index}`,
        ordered_at: '2025-03-01',
        country,
      })),
      account: [
        'Philipines',
        'Philippines',
        'MEX',
        'mx',
        'UK',
        'Deutschland',
        'España',
        "Côte d'Ivoire",
        'Korea, Republic of',
        'Trinidad and Tobago',
        'U.S.A.',
        null,
      ].map((country, index) => ({ account_id: `plain:a${index}`, country })),
    },
    breaks: ['plain:a0', 'plain:o0', 'plain:o1', 'plain:o2', 'plain:o3'],
    spares: ['plain:o4', 'plain:a1', 'plain:a2', 'plain:a5', 'plain:a7', 'plain:a8', 'plain:a11'],
  },
];
