import { describe, expect, test } from 'vitest';
import { SourceError } from '../../src/errors.js';
import { loadPacks } from '../../src/mapping/load-packs.js';
import { parseMapping } from '../../src/mapping/parse-mapping.js';

const failure = (text: string): string => {
  try {
    parseMapping(text, 'mapping.yaml');
  } catch (error) {
    if (error instanceof SourceError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
};

const head = 'source: shop\nstreams:\n  orders:\n    recognise: { headers: [No] }\n    entities:\n';

describe('a mapping that cannot be used says where', () => {
  test.each([
    [
      'source: [',
      'MAPPING_YAML: mapping is not readable YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at mapping.yaml:1:10; correct that line',
    ],
    [
      'title: x\n',
      'MAPPING_SCHEMA: mapping is not usable: source: Invalid input: expected string, received undefined at mapping.yaml:1:1; correct that line',
    ],
    [
      'source: Big Shop\n',
      'MAPPING_SCHEMA: mapping is not usable: source: lower-case letters, digits and _ at mapping.yaml:1:9; correct that line',
    ],
    [
      `${head}      - entity: ordre\n        columns: { order_id: No }\n`,
      "MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.entity: no entity is called 'ordre' at mapping.yaml:6:17; correct that line",
    ],
    [
      `${head}      - entity: fx_rate\n        columns: { day: Day, course: Rate }\n`,
      "MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.columns.course: fx_rate has no column 'course'; it has day, from_currency, to_currency, rate at mapping.yaml:7:38; correct that line",
    ],
    [
      `${head}      - entity: fx_rate\n        columns: { rate: { form: Rate } }\n`,
      'MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.columns.rate: Unrecognized key: "form" at mapping.yaml:7:26; correct that line',
    ],
    [
      `${head}      - entity: fx_rate\n        columns: { rate: { from: Rate, constant: 1 } }\n`,
      'MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.columns.rate: exactly one of from, constant, from_header, concat, hash, case, sum, product says where the value comes from at mapping.yaml:7:26; correct that line',
    ],
    [
      `${head}      - entity: fx_rate\n        columns: { rate: { from: Rate, scale: cents } }\n`,
      'MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.columns.rate.scale: Invalid option: expected one of "major"|"minor"|"micros"|"percent" at mapping.yaml:7:47; correct that line',
    ],
    [
      `${head}      - entity: fx_rate\n        columns: { day: { from: Day, time_zone: Berlin } }\n`,
      'MAPPING_SCHEMA: mapping is not usable: streams.orders.entities.0.columns.day.time_zone: no IANA time zone, such as Europe/Berlin at mapping.yaml:7:49; correct that line',
    ],
  ])('%j', (text, message) => {
    expect(failure(text)).toBe(message);
  });
});

test('keys that begin with a dot hold parts for reuse', () => {
  const pack = parseMapping(
    `.parts: { states: &states { a: b } }\n${head}      - entity: fx_rate\n        columns: { rate: { from: Rate, values: *states } }\n`,
    'm',
  );
  expect(pack.streams[0]?.entities[0]?.columns['rate']).toEqual({ from: 'Rate', values: { a: 'b' } });
});

test('the packs that come with Bellwether, in order, and the plain templates', () => {
  expect(loadPacks().map((pack) => pack.source)).toEqual([
    'google_ads',
    'hubspot',
    'intercom',
    'meta_ads',
    'salesforce',
    'shopify',
    'stripe',
    'zendesk',
    'plain',
  ]);
});
