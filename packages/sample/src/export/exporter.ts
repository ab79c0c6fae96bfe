import type { Setting } from '../simulate/simulation.js';
import type { AccountLog } from '../world/events.js';
import type { CostRow } from '../world/finance.js';
import { AdsExport } from './ads.js';
import type { CsvTable } from './csv-table.js';
import { FinanceExport } from './finance.js';
import { HubspotExport } from './hubspot.js';
import { StripeExport } from './stripe.js';
import { PlainExport } from './voice-and-usage.js';
import { ZendeskExport } from './zendesk.js';

/** Every file the sample company hands over. */
export class Exporter {
  readonly hubspot: HubspotExport;
  readonly zendesk: ZendeskExport;
  readonly stripe: StripeExport;
  readonly ads: AdsExport;
  readonly plain: PlainExport;
  readonly finance: FinanceExport;

  constructor(directory: string, setting: Setting) {
    this.hubspot = new HubspotExport(directory);
    this.zendesk = new ZendeskExport(directory);
    this.stripe = new StripeExport(directory);
    this.ads = new AdsExport(directory);
    this.plain = new PlainExport(directory);
    this.finance = new FinanceExport(directory, setting.customers);
  }

  get tables(): readonly CsvTable[] {
    return [
      ...this.hubspot.tables,
      ...this.zendesk.tables,
      ...this.stripe.tables,
      ...this.ads.tables,
      ...this.plain.tables,
      ...this.finance.csvTables,
    ];
  }

  writeSetting(setting: Setting): void {
    this.hubspot.writeStaff(setting.staff);
    this.zendesk.writeStaff(setting.staff);
    this.stripe.writeCatalogue();
    this.plain.writeSetting(setting.staff);
    this.ads.write(setting.spend);
  }

  writeAccount(log: AccountLog): void {
    this.hubspot.writeAccount(log);
    this.zendesk.writeAccount(log);
    this.stripe.writeAccount(log);
    this.plain.writeAccount(log);
    this.finance.writeAccount(log);
  }

  /** Costs come last: commissions and fees follow what was sold. */
  writeCosts(setting: Setting, costs: readonly CostRow[]): void {
    this.finance.writeSetting(setting, costs);
  }

  /** Writes what is buffered; returns clean rows by file. */
  async close(): Promise<Readonly<Record<string, number>>> {
    for (const table of this.tables) if (!this.finance.csvTables.includes(table)) table.close();
    await this.finance.close();
    return Object.fromEntries([
      ...this.tables.map((table) => [table.path, table.cleanRows]),
      ...this.finance.sheets.map((sheet) => [`finance/finance.xlsx#${sheet.name}`, sheet.cleanRows]),
    ]) as Record<string, number>;
  }
}
