import { encodeRows, type FeatureTable, fitEncoder, type RiskColumn } from '../../src/risk/index.js';
import { readTable } from '../survival/real-data.js';

/** The rows of telco_wa_churn.csv with no missing value, and whether each churned. */
export function telcoRows(): { readonly table: Record<string, string[]>; readonly churned: boolean[] } {
  const all = readTable('churn/telco_wa_churn.csv');
  const kept = [...all['churn']!.keys()].filter((row) => all['total_charges']![row] !== '');
  const table = Object.fromEntries(
    Object.entries(all).map(([name, values]) => [name, kept.map((row) => values[row]!)]),
  );
  return { table, churned: table['churn']!.map((value) => value === 'Yes') };
}

/** The columns of the reference model: its categories against R's first level. */
export function telcoColumns(): { readonly columns: readonly RiskColumn[]; readonly churned: boolean[] } {
  const { table, churned } = telcoRows();
  const numbers = (name: string): number[] => table[name]!.map(Number);
  const features: FeatureTable = {
    tenure: numbers('tenure'),
    monthly_charges: numbers('monthly_charges'),
    contract: table['contract']!,
    internet_service: table['internet_service']!,
    senior_citizen: numbers('senior_citizen'),
    paperless_billing: numbers('paperless_billing'),
    payment_method: table['payment_method']!,
  };
  const encoder = fitEncoder(features, {
    contract: { reference: 'Month-to-month' },
    internet_service: { reference: 'DSL' },
    payment_method: { reference: 'Bank transfer (automatic)' },
  });
  return { columns: encodeRows(encoder, features).columns, churned };
}

/** A column of the given values that is its own source. */
export function column(name: string, values: readonly number[]): RiskColumn {
  return { name, source: name, values };
}
