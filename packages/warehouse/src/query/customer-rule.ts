import { readSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';

/** What makes an account a customer and until when: the definition behind every figure about customers. */
export type CustomerRule = {
  readonly basis: Workspace['config']['customers']['basis'];
  /** How many of the spans come from each kind of evidence. */
  readonly spans: Readonly<Record<string, number>>;
  /** Days after the last order; null where no span comes from purchases. */
  readonly lapse_days: number | null;
  readonly level: 'account' | 'parent';
  readonly sentence: string;
};

const words: Readonly<Record<string, (days: number | null) => string>> = {
  contract: () => 'by paid contract or subscription',
  lapse: (days) => `by purchase, until ${String(days)} days after the last one`,
  account_flag: () => 'by the dates on the account',
};

/** The rule in force, as the settings say and the data made of it. */
export const customerRule = async ({ engine, config }: Workspace): Promise<CustomerRule> => {
  const rows = await engine.rows(
    'SELECT basis, count(*) AS n FROM facts.customer_span GROUP BY basis ORDER BY n DESC, basis',
  );
  const spans = Object.fromEntries(rows.map((row) => [String(row['basis']), Number(row['n'])]));
  const lapse = 'lapse' in spans ? Number(await readSetting(engine, 'lapse_days')) : null;
  const by = Object.keys(spans).map((basis) => words[basis]?.(lapse) ?? basis);
  const { basis, level } = config.customers;
  const sentence =
    by.length === 0
      ? `No account can be dated as a customer (setting customers.basis: ${basis}).`
      : `Customers are counted ${by.join(', others ')}${level === 'parent' ? ', the head of each group once' : ''} (setting customers.basis: ${basis}).`;
  return { basis, spans, lapse_days: lapse, level, sentence };
};
