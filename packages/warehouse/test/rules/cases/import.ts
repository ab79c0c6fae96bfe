/** A small file, and what importing it must say. Lines are those of the file, the header being line 1. */
export interface ImportCase {
  readonly rule: string;
  readonly about: string;
  /** Name of the file: a plain table is told by its headers and its name. */
  readonly file: string;
  /** Latin-1 bytes where a file is not UTF-8. */
  readonly text: string | Uint8Array;
  readonly mapping?: string;
  /** Rows of the file that must be loaded, kept out and passed over: all of them, added up. */
  readonly rows?: readonly [loaded: number, quarantined: number, ignored: number];
  /** Rows kept out under the rule: line, column, message. */
  readonly rejects?: readonly (readonly [line: number, column: string | null, message: string])[];
  /** Remarks of the rule about the file. */
  readonly issues?: readonly (readonly [severity: string, message: string])[];
  /** Why rows were passed over, with their number. */
  readonly ignored?: Readonly<Record<string, number>>;
  /** What became of the file where it was not loaded. */
  readonly fate?: string;
  /** The import must be refused, with these words. */
  readonly refused?: readonly [code: string, ...words: string[]];
}

/** One byte a letter. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const orders = 'order_id,account_id,ordered_at,net\n';
const salesforce = `source: salesforce
streams:
  accounts:
    recognise: { headers: [Id, Name] }
    entities:
      - entity: account
        columns: { account_id: { from: Id, id_format: salesforce }, name: Name }
`;

/** Rules that are applied while a file is read, mapped or loaded. Files of one name follow each other in one workspace. */
export const importCases: readonly ImportCase[] = [
  {
    rule: 'F-01',
    about: 'Latin-1 is read as such and said (Salesforce reports); nothing is lost',
    file: 'account.csv',
    text: latin1('account_id,name\n1,Caf\xe9\n2,Bar\n'),
    rows: [2, 0, 0],
    issues: [
      [
        'warn',
        'encoding windows-1252: not valid UTF-8, so read as Windows-1252 (which contains Latin-1); name another with --encoding',
      ],
    ],
  },
  {
    rule: 'F-01',
    about: 'a replacement character says that letters were lost before',
    file: 'account.csv',
    text: 'account_id,name\n3,Caf\uFFFD\n4,Bar\n',
    rows: [2, 0, 0],
    issues: [['warn', 'characters were lost before this file was written: U+FFFD stands in 1 place']],
  },
  {
    rule: 'F-01',
    about: 'text in good UTF-8, with accents, is nothing to remark',
    file: 'account.csv',
    text: 'account_id,name\n5,Café São Paulo\n6,Łódź\n',
    rows: [2, 0, 0],
    issues: [],
  },
  {
    rule: 'F-02',
    about: 'rows with a cell more or less are kept out, the others load; a comma in quotes is one cell',
    file: 'account.csv',
    text: 'account_id,name,country\n11,A,France\n12,B,Spain,more\n13,C\n14,"D, Inc.",Italy\n',
    rows: [2, 2, 0],
    rejects: [
      [3, null, 'row has 4 cells, the table has 3 columns'],
      [4, null, 'row has 2 cells, the table has 3 columns'],
    ],
  },
  {
    rule: 'F-03',
    about: 'a file that lacks a needed column is not taken for another table, and its columns are named',
    file: 'order.csv',
    text: 'order_id,account_id,net\n1,a,5\n',
    fate: 'unrecognised',
    rows: [0, 0, 1],
    ignored: { 'no mapping fits its columns: order_id, account_id, net': 1 },
  },
  {
    rule: 'F-04',
    about: "'03-07-2021' (Zoho Sales_Orders): nothing proves whether July or March",
    file: 'order.csv',
    text: `${orders}21,a,03-07-2021,5\n22,a,04-08-2021,6\n`,
    refused: [
      'IMPORT_AMBIGUOUS',
      "column 'ordered_at': date order is open",
      '03-07-2021',
      '--date-order DMY',
      'nothing was loaded',
    ],
  },
  {
    rule: 'F-04',
    about: 'one 27 proves it for the whole column',
    file: 'order.csv',
    text: `${orders}23,a,03-07-2021,5\n24,a,27-08-2021,6\n`,
    rows: [2, 0, 0],
  },
  {
    rule: 'F-05',
    about: "'1,234' may be a thousand or one and a bit",
    file: 'order.csv',
    text: `${orders}31,a,2021-07-03,"1,234"\n32,a,2021-07-04,"5,678"\n`,
    refused: [
      'IMPORT_AMBIGUOUS',
      "column 'net': decimal mark is open",
      '1,234',
      '--decimal',
      'nothing was loaded',
    ],
  },
  {
    rule: 'F-05',
    about: "'27245,67' among '27001' (Zoho) proves the comma",
    file: 'order.csv',
    text: `${orders}33,a,2021-07-03,"27245,67"\n34,a,2021-07-04,27001\n`,
    rows: [2, 0, 0],
  },
  {
    rule: 'F-06',
    about: 'a blank line and a total row are passed over, counted and named',
    file: 'order.csv',
    text: `${orders}41,a,2021-07-03,1\n42,a,2021-07-04,2\n\nTotal,,,3\n`,
    rows: [2, 0, 2],
    ignored: { 'blank line': 1, 'total line': 1 },
  },
  {
    rule: 'F-07',
    about: 'a file loads once',
    file: 'order.csv',
    text: `${orders}51,a,2021-07-03,1\n52,a,2021-07-04,2\n`,
    rows: [2, 0, 0],
  },
  {
    rule: 'F-07',
    about: 'the same bytes again change nothing',
    file: 'order.csv',
    text: `${orders}51,a,2021-07-03,1\n52,a,2021-07-04,2\n`,
    fate: 'already_loaded',
    rows: [0, 0, 2],
  },
  {
    rule: 'F-07',
    about: 'an overlapping file is another one: rows are replaced one by one',
    file: 'order.csv',
    text: `${orders}52,a,2021-07-04,3\n53,a,2021-07-05,4\n`,
    rows: [2, 0, 0],
  },
  {
    rule: 'F-09',
    about: "ids that went through a float, '17850.0' (Online Retail): the suffix goes, and it is said",
    file: 'order.csv',
    text: `${orders}61,17850.0,2021-07-03,1\n62,17851.0,2021-07-04,2\n`,
    rows: [2, 0, 0],
    issues: [['info', 'account_id: every id ends in .0; the suffix is taken off']],
  },
  {
    rule: 'F-09',
    about:
      'an id that a spreadsheet rounded (25842000000262376) is no id any more; 1.0 among others is a version',
    file: 'order.csv',
    text: `${orders}2.5842E+16,a,2021-07-03,1\n1.0,b,2021-07-04,2\nA-3,b,2021-07-04,2\n`,
    rows: [2, 1, 0],
    rejects: [[2, 'order_id', "id lost its digits: '2.5842E+16'"]],
    issues: [],
  },
  {
    rule: 'F-10',
    about: "a byte order mark, padded headers ('UTM_Content ') and empty columns (Zoho) are tidied and told",
    file: 'order.csv',
    text: `\uFEFForder_id,account_id , ordered_at,net,,\n71,a,2021-07-03,1,,\n72,b,2021-07-04,2,,\n`,
    rows: [2, 0, 0],
    issues: [
      ['info', '2 columns have no header'],
      ['info', 'encoding utf-8, with a byte order mark (taken off): byte order mark of UTF-8'],
      ['info', "header 'account_id' had blanks around it"],
      ['info', "header 'ordered_at' had blanks around it"],
    ],
  },
  {
    rule: 'K-01',
    about:
      'a row without its key, and two of one key (RavenStack: 21 usage_ids): the newest by its cursor stays',
    file: 'order.csv',
    text: 'order_id,account_id,ordered_at,net,updated_at\n,a,2021-07-03,1,2021-07-03\n82,b,2021-07-04,2,2021-07-09\n82,b,2021-07-04,3,2021-07-05\n83,b,2021-07-04,3,2021-07-05\n',
    rows: [2, 2, 0],
    rejects: [
      [2, 'order_id', 'order_id is empty; it is needed'],
      [4, 'order_id', 'the key plain:82 stands in row 2 too; that row is kept'],
    ],
  },
  {
    rule: 'K-02',
    about: 'a row that stands in the file twice, with its id, is taken once and counted',
    file: 'order.csv',
    text: `${orders}91,a,2021-07-03,1\n91,a,2021-07-03,1\n92,a,2021-07-03,1\n`,
    rows: [2, 0, 1],
    ignored: { 'the row stands in the file more than once; one is kept': 1 },
  },
  {
    rule: 'K-04',
    about:
      "broken Salesforce ids of the seeds, '01 1G000000bUE8QAM' and 17 letters; 15 and 18 letters are ids",
    file: 'accounts.csv',
    mapping: salesforce,
    text: 'Id,Name\n01 1G000000bUE8QAM,A\n0051G000005MreQAC,B\n001q0000010PXTEAA4,C\n006q000000Hddoh,D\n',
    rows: [2, 2, 0],
    rejects: [
      [2, 'account_id', "no Salesforce id: '01 1G000000bUE8QAM'"],
      [3, 'account_id', "no Salesforce id: '0051G000005MreQAC'"],
    ],
  },
  {
    rule: 'I-03',
    about: 'the md5 of nothing (Shopify) is read as empty',
    file: 'person.csv',
    text: 'person_id,name,email,phone\n1,A,d41d8cd98f00b204e9800998ecf8427e,1\n2,B,5d41402abc4b2a76b9719d911017c592,2\n',
    rows: [2, 0, 0],
    issues: [['warn', 'email is the hash of an empty text; taken as empty']],
  },
  {
    rule: 'T-01',
    about:
      'no date, no month 13, no order of 1893 (marketing_campaign: born 1893) or 2099; next year is a matter of T-02',
    file: 'order.csv',
    text: `${orders}101,a,1893-01-01,1\n102,a,2021-13-01,2\n103,a,2000-01-01,3\n104,a,${new Date().getFullYear() + 1}-12-31,3\n105,a,2099-01-01,3\n106,a,,3\n`,
    rows: [2, 4, 0],
    rejects: [
      [2, 'ordered_at', 'not a plausible date: 1893-01-01'],
      [3, 'ordered_at', "cannot read '2021-13-01' as a date or time"],
      [6, 'ordered_at', 'not a plausible date: 2099-01-01'],
      [7, 'ordered_at', 'ordered_at is empty; it is needed'],
    ],
  },
  {
    rule: 'T-01',
    about: 'a subscription may run since 1994; day zero of a computer is no start',
    file: 'subscription.csv',
    text: 'subscription_id,account_id,status,started_at,mrr\n1,a,active,1994-05-01,5\n2,a,active,1970-01-01,5\n',
    rows: [1, 1, 0],
    rejects: [[3, 'started_at', 'not a plausible date: 1970-01-01']],
  },
  {
    rule: 'T-12',
    about: "Zendesk ticket 102: four identical 'solved' events with one timestamp are one",
    file: 'ticket_event.csv',
    text: `ticket_id,field,occurred_at,new_value\n${'102,status,2021-07-03 10:00:00,solved\n'.repeat(4)}102,status,2021-07-03 10:00:01,solved\n`,
    rows: [2, 0, 3],
    ignored: { 'the row stands in the file more than once; one is kept': 3 },
  },
  {
    rule: 'M-01',
    about: 'no number, no currency code; an empty currency is that of the organisation, and it is said',
    file: 'order.csv',
    text: 'order_id,account_id,ordered_at,net,currency\n111,a,2021-07-03,1.50,EUR\n112,a,2021-07-03,about five,EUR\n113,a,2021-07-03,2,euro\n114,a,2021-07-03,2,\n',
    rows: [2, 2, 0],
    rejects: [
      [3, 'net', "cannot read 'about five' as an amount"],
      [4, 'currency', "no currency code: 'euro'"],
    ],
    issues: [['warn', 'no currency; EUR of the organisation taken']],
  },
  {
    rule: 'M-05',
    about: 'a refund is what was given back, so it is positive; so are payments and quotas',
    file: 'refund.csv',
    text: 'refund_id,amount,refunded_at\n1,5,2021-07-03\n2,-5,2021-07-03\n3,0,2021-07-03\n',
    rows: [2, 1, 0],
    rejects: [[3, 'amount', 'a refund is a positive amount, not -5.0000']],
  },
  {
    rule: 'V-05',
    about: 'an 11 is no answer from 0 to 10, and a 6 none from 1 to 5; 0 and 10 are',
    file: 'survey_response.csv',
    text: 'response_id,survey_id,kind,responded_at,score,scale_min,scale_max\n1,s,nps,2021-07-03,11,,\n2,s,nps,2021-07-03,10,,\n3,s,nps,2021-07-03,0,,\n4,c,csat,2021-07-03,6,1,5\n5,c,csat,2021-07-03,5,1,5\n',
    rows: [3, 2, 0],
    rejects: [
      [2, 'score', 'an answer of 11 to a question from 0 to 10'],
      [5, 'score', 'an answer of 6 on a scale from 1 to 5'],
    ],
  },
  {
    rule: 'V-05',
    about: 'the scale may stand in the survey alone: first the survey',
    file: 'survey.csv',
    text: 'survey_id,kind,scale_min,scale_max,question\nq,nps,0,10,Would you recommend us?\n',
    rows: [1, 0, 0],
  },
  {
    rule: 'V-05',
    about: 'then its answers, which say nothing of a scale',
    file: 'survey_response.csv',
    text: 'response_id,survey_id,responded_at,score\n11,q,2021-07-03,11\n12,q,2021-07-03,10\n13,other,2021-07-03,11\n',
    rows: [2, 1, 0],
    rejects: [[2, 'score', 'an answer of 11 on a scale from 0 to 10']],
  },
];
