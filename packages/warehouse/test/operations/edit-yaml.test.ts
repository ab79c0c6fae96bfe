import { describe, expect, it } from 'vitest';
import { editYaml, type SettingValue } from '../../src/operations/edit-yaml.js';

const file = `# Ours.
organisation:
  name: Harbour   # as on letters
  currency: EUR
hours: { mon: ["09:00-17:00"] }
assumptions:
  gross_margin: 0.8 # from finance
`;

const cases: readonly (readonly [
  what: string,
  section: string,
  name: string,
  value: SettingValue,
  expected: string,
])[] = [
  [
    'a value beside its comment',
    'organisation',
    'name',
    'Haven',
    file.replace('name: Harbour ', 'name: Haven '),
  ],
  ['a number', 'assumptions', 'gross_margin', 0.75, file.replace('0.8', '0.75')],
  [
    'a text that YAML would take for something else',
    'organisation',
    'name',
    'yes: no',
    file.replace('name: Harbour ', 'name: "yes: no" '),
  ],
  [
    'a text that looks like a number stays text',
    'organisation',
    'name',
    '42',
    file.replace('name: Harbour ', 'name: "42" '),
  ],
  [
    'a new key goes to the end of its section',
    'organisation',
    'is_sample',
    true,
    file.replace('  currency: EUR\n', '  currency: EUR\n  is_sample: true\n'),
  ],
  ['a new key after a comment', 'assumptions', 'discount_rate', 0.1, `${file}  discount_rate: 0.1\n`],
  ['a new section', 'customers', 'basis', 'orders', `${file}customers:\n  basis: orders\n`],
  ['taking a setting out', 'organisation', 'currency', null, file.replace('  currency: EUR\n', '')],
];

describe('changing one setting of a file', () => {
  it.each(cases)('%s', (_, section, name, value, expected) => {
    expect(editYaml(file, section, name, value)).toBe(expected);
  });

  it('writes a list, which moves the spaces of the file but no word of it', () => {
    const text = editYaml(file, 'assumptions', 'retention_categories', ['success']);
    expect(text).toContain('# as on letters');
    expect(text).toContain('retention_categories:\n    - success');
  });
});
