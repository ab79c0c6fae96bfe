import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick, sorted } from '../mapped.js';

const total = (rows: readonly Record<string, unknown>[] | undefined): string =>
  (rows ?? []).reduce((sum, row) => sum + Number(row['amount']), 0).toFixed(2);

describe.skipIf(!hasData('fivetran/google_ads'))('Google Ads as Fivetran lands it', () => {
  test('micros, and one row for each campaign, day, device and network', async () => {
    const { rows, compiled } = await mapFile('fivetran/google_ads/campaign_stats_data.csv');
    expect(
      pick(rows['marketing_spend'], 'spend_id', 'campaign_id', 'amount', 'started_on', 'clicks')[0],
    ).toEqual([
      'google_ads:2121450128/9935249409/2021-02-01/MOBILE/SEARCH',
      'google_ads:9935249409',
      '36.1500',
      '2021-02-01',
      '49',
    ]);
    // 231,330,000 micros over 16 rows.
    expect([
      total(rows['marketing_spend']),
      new Set(pick(rows['marketing_spend'], 'spend_id').flat()).size,
    ]).toEqual(['231.33', 16]);
    expect(compiled.notes.map((note) => note.rule)).toEqual(['M-01']);
  });

  test('of ten versions of a campaign the latest counts', async () => {
    const { rows, ignored } = await mapFile('fivetran/google_ads/campaign_history_data.csv');
    expect(pick(rows['campaign'], 'campaign_id', 'name', 'ended_on')).toEqual([
      ['google_ads:9935249409', 'Zj9yTjsXtiWREoWWkz3kww==', null],
    ]);
    expect(ignored).toEqual({ 'earlier version of the campaign': 9 });
  });
});

describe.skipIf(!hasData('fivetran/facebook_ads'))('Meta Ads as Fivetran lands it', () => {
  test('spend in major units', async () => {
    const { rows } = await mapFile('fivetran/facebook_ads/facebook_ads_basic_ad_data.csv');
    expect(pick(rows['marketing_spend'], 'spend_id', 'amount', 'impressions', 'clicks')[0]).toEqual([
      'meta_ads:6215293456071/2020-12-10',
      '76.5300',
      '4233',
      '10',
    ]);
    expect(total(rows['marketing_spend'])).toBe('643.63');
  });

  test('action types overlap, so one is taken and none are added up', async () => {
    const { rows, compiled, ignored } = await mapFile(
      'fivetran/facebook_ads/facebook_ads_basic_ad_actions_data.csv',
    );
    expect(pick(rows['marketing_spend'], 'spend_id', 'conversions', '_problems')).toEqual([
      ['meta_ads:6229007992271/2020-12-04', '2.000000', []],
      ['meta_ads:6317039926871/2020-12-08', '1.000000', []],
    ]);
    expect(compiled.entities[0]?.link).toBe(true);
    expect(Object.values(ignored)).toEqual([8]);
  });

  test('four campaigns in nine versions', async () => {
    const { rows } = await mapFile('fivetran/facebook_ads/facebook_ads_campaign_history_data.csv');
    expect(sorted(pick(rows['campaign'], 'campaign_id', 'name'))).toEqual([
      ['meta_ads:6215293444271', '5RoYSnkKcNEVpe6XJiyHIw=='],
      ['meta_ads:6215304559271', '0f91ACH8jh67tc2XzN7PwA=='],
      ['meta_ads:6215762731271', 'eLLJhdWmFK6gTTwlV65RQQ=='],
      ['meta_ads:6229007982271', 'iqbH9ALNda4C3roYX2MeuA=='],
    ]);
  });
});

describe('reports of the ad managers', () => {
  test('Google: grouped thousands, -- for nothing, a total row', async () => {
    const headers = [
      'Day',
      'Campaign',
      'Campaign ID',
      'Currency code',
      'Cost',
      'Impr.',
      'Clicks',
      'Conversions',
      'Conv. value',
    ];
    const { rows, ignored } = await mapRows('Campaign report', headers, [
      ['2024-03-01', 'Brand', '111', 'EUR', '1,204.50', '48,210', '1,930', '96.00', '9,120.00'],
      ['2024-03-01', 'Brand', '111', 'EUR', '10.00', '100', '10', '--', '0'],
      ['Total: Account', '', '', '', '1,214.50', '48,310', '1,940', '96.00', '9,120.00'],
    ]);
    expect(
      pick(
        rows['marketing_spend'],
        'campaign_id',
        'started_on',
        'amount',
        'currency',
        'impressions',
        'conversions',
        '_problems',
      ),
    ).toEqual([
      ['google_ads:111', '2024-03-01', '1204.5000', 'EUR', '48210', '96.000000', []],
      ['google_ads:111', '2024-03-01', '10.0000', 'EUR', '100', null, []],
    ]);
    expect(new Set(pick(rows['marketing_spend'], 'spend_id').flat()).size).toBe(2);
    expect(ignored).toEqual({ 'total row': 1 });
  });

  test.each([
    ['Amount spent (EUR)', 'EUR'],
    ['Ausgegebener Betrag (CHF)', 'CHF'],
    ['Amount spent (USD)', 'USD'],
  ])('Meta: %s names the currency', async (spent, currency) => {
    const headers = [
      'Reporting starts',
      'Reporting ends',
      'Campaign name',
      spent,
      'Impressions',
      'Link clicks',
      'Results',
    ];
    const { rows, ignored } = await mapRows('Ads report', headers, [
      ['2024-03-01', '2024-03-31', '', '30.50', '300', '30', ''],
      ['2024-03-01', '2024-03-31', 'Spring', '30.50', '300', '30', '3'],
    ]);
    expect(
      pick(
        rows['marketing_spend'],
        'campaign_name',
        'started_on',
        'ended_on',
        'amount',
        'currency',
        'conversions',
      ),
    ).toEqual([['Spring', '2024-03-01', '2024-03-31', '30.5000', currency, '3.000000']]);
    expect(ignored).toEqual({ 'total row': 1 });
  });
});
