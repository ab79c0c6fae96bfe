import { type Browser, chromium } from 'playwright-core';

/** Every page as a person finds it, with an address that shows it filled. `{account}` is the id of some account. */
export const tour: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'home', path: '/' },
  { name: 'home-quarter-so-far', path: '/?period=this_fiscal_year&compare=year' },
  { name: 'home-segment', path: '/?where=segment=Enterprise&period=last_year' },
  { name: 'measures', path: '/metrics' },
  { name: 'metric-breakdown', path: '/metric/win_rate?period=last_year&by=owner' },
  { name: 'metric-money', path: '/metric/revenue?period=last_quarter&grain=month&by=segment&compare=year' },
  { name: 'metric-rows', path: '/metric/revenue?period=last_month&tab=rows' },
  { name: 'metric-definition', path: '/metric/nrr?tab=definition' },
  { name: 'metric-quality', path: '/metric/csat?tab=quality' },
  { name: 'scorecards', path: '/scorecards' },
  { name: 'cohorts', path: '/cohorts' },
  { name: 'cohorts-revenue', path: '/cohorts?measure=revenue_net&grain=year' },
  { name: 'funnel', path: '/cohorts?tab=funnel&period=last_year' },
  { name: 'velocity', path: '/cohorts?tab=velocity&period=last_quarter' },
  { name: 'accounts', path: '/accounts' },
  { name: 'account', path: '/accounts/{account}' },
  { name: 'data-sources', path: '/data' },
  { name: 'data-quality', path: '/data?tab=quality' },
  { name: 'data-identity', path: '/data?tab=identity' },
  { name: 'data-alone', path: '/data?tab=identity&show=alone' },
  { name: 'data-apart', path: '/data?tab=identity&show=apart' },
  { name: 'data-rejects', path: '/data?tab=rejects' },
  { name: 'data-batches', path: '/data?tab=batches' },
  { name: 'import', path: '/data/import' },
  { name: 'start', path: '/start' },
  { name: 'settings', path: '/settings' },
  { name: 'not-found', path: '/no-such-page' },
];

/** The system's Chromium, without a window and without calls home. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['BELLWETHER_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--force-color-profile=srgb',
    ],
  });

/** Selector of what stands on a page only while something is being fetched. */
export const waiting = '.loading, [aria-busy="true"]';
