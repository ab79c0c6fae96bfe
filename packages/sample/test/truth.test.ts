import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateSample, type Truth, type TruthCell } from '../src/index.js';
import { berlinDayOf, inFolder, type Row, serialDay, text } from './support/files.js';
import { plus, secondsFrom, SlowTruth } from './support/slow-truth.js';

let truth: Truth;
let slow: SlowTruth;
let spans: Map<string, { from: string; to: string }[]>;

beforeAll(async () => {
  await inFolder(async (directory) => {
    await generateSample({ directory, customers: 50, seed: 8 });
    truth = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;
    slow = new SlowTruth(directory);
    spans = slow.spans();
    // Files that later tests read lazily are gone by then: read them now.
    const read = slow.read.bind(slow);
    const cache = new Map<string, Row[]>();
    for (const [path, skip] of lazyFiles) cache.set(path, read(path, skip));
    slow.read = (path) => cache.get(path) as Row[];
  });
});

const lazyFiles: readonly (readonly [string, number])[] = [
  ['stripe/customer.csv', 0],
  ['stripe/price.csv', 0],
  ['stripe/subscription_history.csv', 0],
  ['stripe/subscription_item.csv', 0],
  ['stripe/invoice.csv', 0],
  ['stripe/invoice_line_item.csv', 0],
  ['stripe/refund.csv', 0],
  ['google_ads/campaign_report.csv', 2],
  ['meta_ads/campaigns.csv', 0],
  ['surveys/survey_invitation.csv', 0],
  ['surveys/survey_response.csv', 0],
  ['usage/crm_usage_daily.csv', 0],
  ['hubspot/users.csv', 0],
  ['helpdesk/ticket_sla.csv', 0],
];

type PeriodOf = Truth['periods'][number];
const inside = (period: PeriodOf, day: string): boolean => day >= period.start && day < period.end;
const cents = (text: TruthCell['value'] | undefined): number => Math.round(Number(text) * 100);

/** Compares a figure in every period: months, quarters, years, fiscal ones and the total. */
function everywhere(id: string, expected: (period: PeriodOf) => Partial<TruthCell>): void {
  for (const period of truth.periods) {
    const cell = truth.figures[id]?.cells[period.key];
    expect(cell, `${id} ${period.key}`).toMatchObject(expected(period));
  }
}
const ratio = (numerator: number, denominator: number): Partial<TruthCell> => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
});
const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? null)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};
const money = (value: number): string => (value / 100).toFixed(2);
const isActive = (list: readonly { from: string; to: string }[], edge: string): boolean =>
  list.some((span) => span.from < edge && (span.to === '' || span.to >= edge));

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

describe('service, from tickets, comments and field history', () => {
  test('first response, by creation date', () => {
    const answered = slow.tickets.flatMap((ticket) => {
      const reply = slow.conversation(ticket).find((message) => message.isAgent);
      const created = text(ticket, 'created_at');
      return reply ? [{ day: berlinDayOf(created), seconds: secondsFrom(created, reply.at) }] : [];
    });
    everywhere('first_response_time', (period) => {
      const values = answered.filter(({ day }) => inside(period, day)).map(({ seconds }) => seconds);
      return { value: median(values), n: values.length };
    });
  });

  test('response time over turns', () => {
    const turns = slow.tickets.flatMap((ticket) => {
      const list: { day: string; seconds: number }[] = [];
      let asked = '';
      for (const message of slow.conversation(ticket)) {
        if (!message.isAgent) asked ||= message.at;
        else if (asked !== '') {
          list.push({ day: berlinDayOf(asked), seconds: secondsFrom(asked, message.at) });
          asked = '';
        }
      }
      return list;
    });
    everywhere('average_response_time', (period) => {
      const own = turns.filter(({ day }) => inside(period, day));
      return ratio(
        own.reduce((sum, one) => sum + one.seconds, 0),
        own.length,
      );
    });
  });

  test('resolution, reopening, first contact and backlog', () => {
    const stories = slow.tickets.map((ticket) => {
      const statuses = slow.statuses(text(ticket, 'id'));
      const solves = statuses.filter(({ status }) => status === 'solved');
      const isDone = (status: string): boolean => status === 'solved' || status === 'closed';
      const wasReopened = statuses.some(
        ({ status }, index) => index > 0 && isDone(statuses[index - 1]?.status ?? '') && !isDone(status),
      );
      return {
        ticket,
        statuses,
        solves,
        wasReopened,
        isSolved: isDone(statuses.at(-1)?.status ?? ''),
        isDone,
      };
    });
    const solved = stories.filter(({ solves }) => solves.length > 0);
    everywhere('resolution_time', (period) => {
      const own = solved.filter(({ solves }) => inside(period, berlinDayOf(solves[0]?.at ?? '')));
      return {
        value: median(
          own.map(({ ticket, solves }) => secondsFrom(text(ticket, 'created_at'), solves[0]?.at ?? '')),
        ),
        n: own.length,
      };
    });
    everywhere('reopen_rate', (period) => {
      const own = solved.filter(({ solves }) => inside(period, berlinDayOf(solves[0]?.at ?? '')));
      return ratio(own.filter(({ wasReopened }) => wasReopened).length, own.length);
    });
    everywhere('first_contact_resolution_rate', (period) => {
      const own = solved.filter(({ solves, isSolved }) => {
        const day = berlinDayOf(solves.at(-1)?.at ?? '');
        return isSolved && inside(period, day) && plus(day, 7) <= '2025-12-31';
      });
      const once = own.filter(({ ticket, solves, wasReopened }) => {
        const last = solves.at(-1)?.at ?? '';
        const replies = slow.conversation(ticket).filter((message) => message.isAgent).length;
        const again = slow.tickets.some((other) => {
          const gap = secondsFrom(last, text(other, 'created_at'));
          return (
            other['requester_id'] === ticket['requester_id'] &&
            other['type'] === ticket['type'] &&
            gap > 0 &&
            gap <= 7 * 86_400
          );
        });
        return replies === 1 && !wasReopened && !again;
      });
      return ratio(once.length, own.length);
    });
    everywhere('ticket_backlog', (period) => ({
      value: stories.filter(({ statuses, isDone }) => {
        const before = statuses.filter(({ at }) => berlinDayOf(at) < period.end);
        return before.length > 0 && !isDone(before.at(-1)?.status ?? '');
      }).length,
    }));
  });

  test('targets of the first answer', () => {
    const targets = slow.read('helpdesk/ticket_sla.csv');
    everywhere('sla_attainment', (period) => {
      const own = targets.filter((row) => {
        const due = text(row, 'Due At');
        const isDecided = row['Completed At'] !== '' || due < '2025-12-31T23:00:00Z';
        return isDecided && inside(period, berlinDayOf(due));
      });
      return ratio(
        own.filter((row) => row['Completed At'] !== '' && text(row, 'Completed At') <= text(row, 'Due At'))
          .length,
        own.length,
      );
    });
  });
});

describe('voice, from the survey tool', () => {
  /** The latest answer with a score to each invitation. */
  const answers = (survey: string): Row[] => {
    const latest = new Map<string, Row>();
    for (const row of slow.read('surveys/survey_response.csv')) {
      if (row['Survey ID'] !== survey || row['Score'] === '') continue;
      const key = text(row, 'Invitation ID');
      const known = latest.get(key);
      if (!known || text(known, 'Responded At') < text(row, 'Responded At')) latest.set(key, row);
    }
    return [...latest.values()];
  };
  const within = (period: PeriodOf, survey: string): Row[] =>
    answers(survey).filter((row) => inside(period, berlinDayOf(text(row, 'Responded At'))));

  test('CSAT, NPS and CES', () => {
    everywhere('csat', (period) => {
      const own = within(period, 'csat');
      return ratio(own.filter((row) => Number(row['Score']) >= 4).length, own.length);
    });
    everywhere('nps', (period) => {
      const own = within(period, 'nps');
      const net =
        own.filter((row) => Number(row['Score']) >= 9).length -
        own.filter((row) => Number(row['Score']) <= 6).length;
      return { numerator: net, denominator: own.length };
    });
    everywhere('ces_mean', (period) => {
      const own = within(period, 'ces');
      return { numerator: own.reduce((sum, row) => sum + Number(row['Score']), 0), denominator: own.length };
    });
  });

  test('NPS by account: one vote an account and period', () => {
    for (const period of truth.periods) {
      const votes = new Map<string, number[]>();
      for (const row of within(period, 'nps')) {
        const score = Number(row['Score']);
        const account = text(row, 'Account ID');
        votes.set(account, [...(votes.get(account) ?? []), score >= 9 ? 1 : score <= 6 ? -1 : 0]);
      }
      const means = [...votes.values()].map((list) => list.reduce((a, b) => a + b, 0) / list.length);
      const value = truth.figures['nps_account']?.cells[period.key]?.value;
      if (means.length === 0) expect(value).toBeNull();
      else expect(value).toBeCloseTo((100 * means.reduce((a, b) => a + b, 0)) / means.length, 9);
    }
  });

  test('response rate of delivered invitations at least 14 days old', () => {
    const answered = new Set(['csat', 'nps', 'ces'].flatMap(answers).map((row) => row['Invitation ID']));
    everywhere('survey_response_rate', (period) => {
      const own = slow.read('surveys/survey_invitation.csv').filter((row) => {
        const day = berlinDayOf(text(row, 'Sent At'));
        return row['Delivered'] === 'true' && inside(period, day) && plus(day, 14) <= '2025-12-31';
      });
      return ratio(own.filter((row) => answered.has(row['Invitation ID'] ?? '')).length, own.length);
    });
  });
});

test('renewals by due date, from the contracts', () => {
  const contracts = slow.sheet('contract').map((row) => ({
    due: serialDay(text(row, 'Renewal Date')),
    outcome: row['Outcome'],
    decided: row['Decided On'] === '' ? '' : serialDay(text(row, 'Decided On')),
    value: cents(row['Contract Value']),
    renewed: cents(row['Renewed Value'] || 0),
  }));
  const isRenewed = (one: (typeof contracts)[number]): boolean =>
    one.outcome === 'renewed' && one.decided <= plus(one.due, 30);
  everywhere('renewal_rate', (period) => {
    const own = contracts.filter(
      (one) => inside(period, one.due) && (one.outcome !== 'pending' || plus(one.due, 30) <= '2025-12-31'),
    );
    return ratio(own.filter(isRenewed).length, own.length);
  });
  everywhere('renewal_rate_value', (period) => {
    const own = contracts.filter(
      (one) => inside(period, one.due) && (one.outcome !== 'pending' || plus(one.due, 30) <= '2025-12-31'),
    );
    return {
      numerator: money(own.filter(isRenewed).reduce((sum, one) => sum + Math.min(one.value, one.renewed), 0)),
      denominator: money(own.reduce((sum, one) => sum + one.value, 0)),
    };
  });
});

test('adoption, from the usage log', () => {
  const writes = new Map<string, number>();
  for (const row of slow.read('usage/crm_usage_daily.csv')) {
    const key = `${row['User']} ${row['Day']?.slice(0, 7)}`;
    writes.set(
      key,
      (writes.get(key) ?? 0) +
        Number(row['Records Created']) +
        Number(row['Records Updated']) +
        Number(row['Activities Logged']),
    );
  }
  const users = slow
    .read('hubspot/users.csv')
    .map((row) => ({ name: `${row['First Name']} ${row['Last Name']}`, since: text(row, 'Created') }));
  const months = truth.periods.filter((period) => period.grain === 'month');
  everywhere('crm_adoption_rate', (period) => {
    const seats = months
      .filter((month) => inside(period, month.start))
      .flatMap((month) =>
        users
          .filter((user) => user.since < month.end)
          .map((user) => (writes.get(`${user.name} ${month.key}`) ?? 0) >= 5),
      );
    return ratio(seats.filter(Boolean).length, seats.length);
  });
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
