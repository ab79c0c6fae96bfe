import { isoDay } from '../time/days.js';
import { asOfDay, firstDay } from '../time/periods.js';
import type { SpendRow } from '../world/spend.js';
import { CsvTable } from './csv-table.js';
import { groupedMoneyText, moneyText } from './money-text.js';

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * Advertising as the two web interfaces download it. Google: two lines before the header, a comma between thousands,
 * `--` for nothing, a total row at the end. Meta: the currency inside a header.
 */
export class AdsExport {
  readonly google: CsvTable;
  readonly meta: CsvTable;

  constructor(directory: string) {
    this.google = new CsvTable(
      directory,
      'google_ads/campaign_report.csv',
      [
        'Day',
        'Campaign',
        'Campaign ID',
        'Campaign status',
        'Currency code',
        'Cost',
        'Impr.',
        'Clicks',
        'Conversions',
        'Conv. value',
      ],
      undefined,
      { preamble: ['Campaign report', `${isoDay(firstDay)} - ${isoDay(asOfDay)}`] },
    );
    this.meta = new CsvTable(directory, 'meta_ads/campaigns.csv', [
      'Campaign name',
      'Campaign ID',
      'Day',
      'Amount spent (EUR)',
      'Impressions',
      'Link clicks',
      'Results',
      'Reporting starts',
      'Reporting ends',
    ]);
  }

  get tables(): readonly CsvTable[] {
    return [this.google, this.meta];
  }

  write(rows: readonly SpendRow[]): void {
    const sum = { cost: 0, impressions: 0, clicks: 0, conversions: 0 };
    for (const row of rows) {
      const day = isoDay(row.day);
      if (row.campaign.platform === 'meta') {
        this.meta.write(
          row.campaign.name,
          row.campaign.id,
          day,
          moneyText(row.cost),
          row.impressions,
          row.clicks,
          row.conversions,
          day,
          day,
        );
        continue;
      }
      this.google.write(
        day,
        row.campaign.name,
        row.campaign.id,
        'Enabled',
        'EUR',
        groupedMoneyText(row.cost),
        grouped(row.impressions),
        grouped(row.clicks),
        `${row.conversions}.00`,
        '--',
      );
      sum.cost += row.cost;
      sum.impressions += row.impressions;
      sum.clicks += row.clicks;
      sum.conversions += row.conversions;
    }
    // The interface closes its report with totals; a reader must not take them for a day.
    for (const label of ['Total: Campaigns', 'Total: Account']) {
      this.google.writeRow([
        label,
        '--',
        '--',
        '--',
        'EUR',
        groupedMoneyText(sum.cost),
        grouped(sum.impressions),
        grouped(sum.clicks),
        grouped(sum.conversions),
        '--',
      ]);
    }
  }
}
