import { describe, expect, test } from 'vitest';
import { serialDay, text, type Row } from './support/files.js';
import {
  cents,
  everywhere,
  inside,
  isActive,
  median,
  money,
  type PeriodOf,
  ratio,
  slow,
  spans,
  truth,
} from './support/small-company.js';
import { plus, secondsFrom } from './support/slow-truth.js';

describe('customers, from billing and orders', () => {
  test('new customers', () => {
    everywhere('new_customers', (period) => ({
      value: [...spans.values()].filter((list) => inside(period, list[0]?.from ?? '')).length,
    }));
  });

  test('active customers and retention', () => {
    const all = [...spans.values()];
    everywhere('active_customers', (period) => ({
      value: all.filter((list) => isActive(list, period.end)).length,
    }));
    everywhere('customer_retention_rate', (period) => {
      const start = all.filter((list) => isActive(list, period.start));
      return ratio(start.filter((list) => isActive(list, period.end)).length, start.length);
    });
  });

  test('cohorts', () => {
    for (const [month, { size, active }] of Object.entries(truth.cohorts)) {
      const own = [...spans.values()].filter((list) => list[0]?.from.startsWith(month));
      expect(size).toBe(own.length);
      const first = truth.periods.findIndex((period) => period.key === month);
      active.forEach((count, age) => {
        const edge = truth.periods[first + age]?.end ?? '';
        expect(count, `${month} + ${age}`).toBe(own.filter((list) => isActive(list, edge)).length);
      });
    }
  });
});

describe('recurring revenue, from subscription items', () => {
  test('MRR at the end of each period, and net and gross retention over twelve months', () => {
    const at = new Map<string, Map<string, number>>();
    const mrrAt = (day: string): Map<string, number> => {
      if (!at.has(day)) at.set(day, slow.mrrAt(day));
      return at.get(day) as Map<string, number>;
    };
    const total = (map: Map<string, number>): number => [...map.values()].reduce((a, b) => a + b, 0);
    everywhere('mrr', (period) => ({ value: money(total(mrrAt(period.end))) }));
    const yearAgo = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
    everywhere('nrr', (period) => {
      const start = mrrAt(yearAgo(period.end));
      const end = mrrAt(period.end);
      const kept = [...start.keys()].reduce((sum, account) => sum + (end.get(account) ?? 0), 0);
      return { numerator: money(kept), denominator: money(total(start)) };
    });
    everywhere('grr', (period) => {
      const start = mrrAt(yearAgo(period.end));
      const end = mrrAt(period.end);
      const kept = [...start].reduce((sum, [account, mrr]) => sum + Math.min(mrr, end.get(account) ?? 0), 0);
      return { numerator: money(kept), denominator: money(total(start)) };
    });
  });

  test('opening + movements = closing in every period', () => {
    for (const period of truth.periods) {
      const of = (id: string): number => cents(truth.figures[id]?.cells[period.key]?.value);
      const opening = truth.legs['mrr_start']?.[period.key] ?? NaN;
      const movements =
        of('mrr_new') +
        of('mrr_reactivated') +
        of('mrr_expansion') -
        of('mrr_contraction') -
        of('mrr_churned');
      expect(opening + movements, period.key).toBe(of('mrr'));
    }
  });
});

test('revenue, from invoice lines, order lines and refunds', () => {
  const entries = slow.revenue();
  everywhere('revenue', (period) => ({
    value: money(
      entries.filter(({ day }) => inside(period, day)).reduce((sum, entry) => sum + entry.cents, 0),
    ),
  }));
});

describe('selling, from the deals export', () => {
  const closed = (type: string | null): Row[] =>
    slow.deals.filter(
      (deal) =>
        ['Closed Won', 'Closed Lost'].includes(deal['Deal Stage'] ?? '') &&
        (type === null || deal['Deal Type'] === type),
    );
  const closedIn = (period: PeriodOf, type: string | null): Row[] =>
    closed(type).filter((deal) => inside(period, (deal['Close Date'] ?? '').slice(0, 10)));
  const isWon = (deal: Row): boolean => deal['Deal Stage'] === 'Closed Won';
  const amount = (deals: readonly Row[]): number =>
    deals.reduce((sum, deal) => sum + Math.round(Number(deal['Amount'] || 0) * 100), 0);

  test('win rate by count and by value', () => {
    everywhere('win_rate', (period) => {
      const deals = closedIn(period, 'New Business');
      return ratio(deals.filter(isWon).length, deals.length);
    });
    everywhere('win_rate_value', (period) => {
      const deals = closedIn(period, 'New Business');
      return { numerator: money(amount(deals.filter(isWon))), denominator: money(amount(deals)) };
    });
  });

  test('win rate by owner', () => {
    const total = truth.periods.find((period) => period.key === '2025') as PeriodOf;
    const owners = truth.figures['win_rate']?.by['owner'] ?? {};
    expect(Object.keys(owners).length).toBeGreaterThan(3);
    for (const [owner, cells] of Object.entries(owners)) {
      const deals = closedIn(total, 'New Business').filter((deal) => deal['Deal owner'] === owner);
      if (deals.length > 0)
        expect(cells['2025'], owner).toMatchObject(ratio(deals.filter(isWon).length, deals.length));
      else expect(cells['2025']).toBeUndefined();
    }
  });

  test('average deal size, cycle and quota attainment', () => {
    everywhere('average_deal_size', (period) => {
      const won = closedIn(period, null).filter(isWon);
      return { numerator: money(amount(won)), denominator: won.length };
    });
    everywhere('sales_cycle_days', (period) => {
      const days = closedIn(period, null)
        .filter(isWon)
        .map(
          (deal) =>
            secondsFrom(
              `${(deal['Qualified Date'] ?? '').slice(0, 10)} 00:00:00`,
              `${(deal['Close Date'] ?? '').slice(0, 10)} 00:00:00`,
            ) / 86_400,
        );
      return { value: median(days), n: days.length };
    });
    everywhere('quota_attainment', (period) => {
      const quota = slow.sheet('quota').filter((row) => inside(period, serialDay(text(row, 'Month'))));
      const sum = quota.reduce((total, row) => total + Math.round(Number(row['Quota']) * 100), 0);
      return { numerator: money(amount(closedIn(period, null).filter(isWon))), denominator: money(sum) };
    });
  });

  test('pipeline at the end of each period', () => {
    everywhere('pipeline_value', (period) => {
      const open = slow.deals.filter((deal) => {
        const isClosed = ['Closed Won', 'Closed Lost'].includes(deal['Deal Stage'] ?? '');
        const closedOn = isClosed ? (deal['Close Date'] ?? '').slice(0, 10) : '';
        return (
          (deal['Create Date'] ?? '').slice(0, 10) < period.end && (closedOn === '' || closedOn >= period.end)
        );
      });
      return { value: money(amount(open)) };
    });
  });

  test('lead conversion within 90 days', () => {
    everywhere('lead_conversion_rate', (period) => {
      const leads = slow.contacts.filter((contact) => {
        const day = (contact['Became a Lead Date'] ?? '').slice(0, 10);
        return day !== '' && inside(period, day) && plus(day, 90) <= '2025-12-31';
      });
      const converted = leads.filter((contact) => {
        const at = contact['Became an Opportunity Date'] || contact['Became a Customer Date'] || '';
        return at !== '' && at.slice(0, 10) <= plus((contact['Became a Lead Date'] ?? '').slice(0, 10), 90);
      });
      return ratio(converted.length, leads.length);
    });
  });
});

test('acquisition cost, from the ad exports and the books', () => {
  const media = [
    ...slow
      .read('google_ads/campaign_report.csv')
      .filter((row) => !row['Day']?.startsWith('Total'))
      .map((row) => ({ day: text(row, 'Day'), cents: cents(row['Cost']?.replaceAll(',', '')) })),
    ...slow
      .read('meta_ads/campaigns.csv')
      .map((row) => ({ day: text(row, 'Day'), cents: cents(row['Amount spent (EUR)']) })),
  ];
  const books = slow
    .sheet('cost_item')
    .filter((row) => row['Purpose'] === 'acquisition')
    .map((row) => ({ day: serialDay(text(row, 'Month')), cents: cents(row['Amount']) }));
  everywhere('cac', (period) => ({
    numerator: money(
      [...media, ...books].filter(({ day }) => inside(period, day)).reduce((sum, one) => sum + one.cents, 0),
    ),
    denominator: [...spans.values()].filter((list) => inside(period, list[0]?.from ?? '')).length,
  }));
});

test('net present value of the CRM project: −60,000 + 27,000 ÷ 1.1 + 46,500 ÷ 1.21', () => {
  expect(truth.npv.value).toBeCloseTo(-60000 + 27000 / 1.1 + 46500 / 1.21, 6);
});

test('breakdowns of counts add up to the whole', () => {
  for (const [id, figure] of Object.entries(truth.figures)) {
    if (figure.unit !== 'count') continue;
    for (const [dimension, values] of Object.entries(figure.by)) {
      for (const period of truth.periods) {
        const sum = Object.values(values).reduce(
          (total, cells) => total + Number(cells[period.key]?.value ?? 0),
          0,
        );
        expect(sum, `${id} by ${dimension} ${period.key}`).toBe(figure.cells[period.key]?.value);
      }
    }
  }
});
