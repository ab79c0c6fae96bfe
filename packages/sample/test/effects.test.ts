import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountLog, createSimulation } from '../src/index.js';
import { localDay } from '../src/time/berlin.js';
import { businessSeconds } from '../src/time/business-hours.js';
import { parseDay } from '../src/time/days.js';

const goLive = parseDay('2024-07-01');
let logs: AccountLog[] = [];
beforeAll(() => {
  logs = [...createSimulation(2000, 2024).accounts()];
});

interface Share {
  readonly hits: number;
  readonly n: number;
}
const share = <T>(list: readonly T[], hit: (item: T) => boolean): Share => ({
  hits: list.filter(hit).length,
  n: list.length,
});
/** Two-sample z of proportions with a pooled standard error. */
function z(a: Share, b: Share): number {
  const pooled = (a.hits + b.hits) / (a.n + b.n);
  return (b.hits / b.n - a.hits / a.n) / Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
}
/** Two-sample z of means of logarithms: ratios of typical values. */
function logRatio(a: readonly number[], b: readonly number[]): { ratio: number; z: number } {
  const moments = (list: readonly number[]): { mean: number; variance: number } => {
    const logs = list.map((value) => Math.log(value));
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    return { mean, variance: logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1) };
  };
  const [x, y] = [moments(a), moments(b)];
  return {
    ratio: Math.exp(y.mean - x.mean),
    z: (y.mean - x.mean) / Math.sqrt(x.variance / a.length + y.variance / b.length),
  };
}
const split = <T>(list: readonly T[], isAfter: (item: T) => boolean): [T[], T[]] => [
  list.filter((item) => !isAfter(item)),
  list.filter(isAfter),
];

describe('the go-live of 1 July 2024', () => {
  test('lifts the win rate by an odds ratio near 1.73', () => {
    const closed = logs
      .flatMap((log) => log.deals)
      .filter((deal) => deal.type === 'new' && deal.closedAt !== null);
    const [before, after] = split(closed, (deal) => localDay(deal.closedAt ?? 0) >= goLive);
    const [a, b] = [
      share(before, (deal) => deal.status === 'won'),
      share(after, (deal) => deal.status === 'won'),
    ];
    const odds = (one: Share): number => one.hits / (one.n - one.hits);
    expect(z(a, b)).toBeGreaterThan(4);
    // exp(0.55) = 1.73; averaging over channels and segments shrinks a marginal odds ratio a little.
    expect(odds(b) / odds(a)).toBeGreaterThan(1.4);
    expect(odds(b) / odds(a)).toBeLessThan(2.1);
  });

  test('lifts lead conversion by about 1.35', () => {
    const leads = logs
      .flatMap((log) => log.leads)
      .filter((lead) => !lead.isRepeat && localDay(lead.createdAt) < parseDay('2025-08-01'));
    const [before, after] = split(leads, (lead) => localDay(lead.createdAt) >= goLive);
    const [a, b] = [
      share(before, (lead) => lead.convertedAt !== null),
      share(after, (lead) => lead.convertedAt !== null),
    ];
    expect(z(a, b)).toBeGreaterThan(4);
    expect(b.hits / b.n / (a.hits / a.n)).toBeGreaterThan(1.2);
    expect(b.hits / b.n / (a.hits / a.n)).toBeLessThan(1.5);
  });

  test('cuts the business time to the first answer to about 0.6, within a priority', () => {
    const tickets = logs
      .flatMap((log) => log.tickets)
      .filter(
        (ticket) => ticket.exclusion === 'none' && ticket.priority === 'normal' && !ticket.isAgentCreated,
      );
    const answered = tickets.flatMap((ticket) => {
      const reply = ticket.messages.find((message) => message.author === 'agent' && message.isPublic);
      return reply ? [{ ticket, seconds: businessSeconds(ticket.createdAt, reply.at) }] : [];
    });
    const [before, after] = split(answered, ({ ticket }) => localDay(ticket.createdAt) >= goLive);
    const { ratio } = logRatio(
      before.map((one) => one.seconds),
      after.map((one) => one.seconds),
    );
    expect(ratio).toBeGreaterThan(0.55);
    expect(ratio).toBeLessThan(0.66);
  });

  test('leaves alone how long deals take and how big they are', () => {
    const won = logs
      .flatMap((log) => log.deals)
      .filter((deal) => deal.type === 'expansion' && deal.status === 'won');
    const [before, after] = split(won, (deal) => localDay(deal.closedAt ?? 0) >= goLive);
    const size = logRatio(
      before.map((deal) => deal.amount ?? 1),
      after.map((deal) => deal.amount ?? 1),
    );
    const days = (deal: (typeof won)[number]): number =>
      localDay(deal.closedAt ?? 0) - localDay(deal.createdAt);
    const cycle = logRatio(before.map(days), after.map(days));
    expect(Math.abs(size.z)).toBeLessThan(4);
    expect(Math.abs(cycle.z)).toBeLessThan(4);
  });

  test('leaves alone what customers answer about effort when the ticket took as long', () => {
    const answers = logs
      .flatMap((log) => log.invitations)
      .filter((one) => one.survey === 'ces' && one.answers[0]?.score);
    const [before, after] = split(answers, (one) => localDay(one.sentAt) >= goLive);
    const easy = (list: typeof answers): Share => share(list, (one) => (one.answers[0]?.score ?? 0) >= 5);
    expect(Math.abs(z(easy(before), easy(after)))).toBeLessThan(4);
  });
});

describe('leaving depends on what an early-warning model can see', () => {
  const decisions = () => logs.flatMap((log) => log.decisions);

  test('on unresolved tickets', () => {
    const [without, having] = split(decisions(), (one) => one.unresolvedTickets > 0);
    expect(
      z(
        share(without, (one) => one.left),
        share(having, (one) => one.left),
      ),
    ).toBeGreaterThan(5);
  });

  test('on falling usage', () => {
    const [steady, falling] = split(decisions(), (one) => one.usageRatio < 0.75);
    expect(
      z(
        share(steady, (one) => one.left),
        share(falling, (one) => one.left),
      ),
    ).toBeGreaterThan(5);
  });

  test('on low scores', () => {
    const scored = decisions().filter((one) => one.lastScore !== null);
    const [content, unhappy] = split(scored, (one) => (one.lastScore ?? 10) <= 6);
    expect(
      z(
        share(content, (one) => one.left),
        share(unhappy, (one) => one.left),
      ),
    ).toBeGreaterThan(4);
  });

  test('on each of them while the others are quiet', () => {
    const quietTickets = decisions().filter((one) => one.unresolvedTickets === 0);
    const [steady, falling] = split(quietTickets, (one) => one.usageRatio < 0.75);
    expect(
      z(
        share(steady, (one) => one.left),
        share(falling, (one) => one.left),
      ),
    ).toBeGreaterThan(3);
    const quietUsage = decisions().filter((one) => one.usageRatio >= 0.9);
    const [solved, open] = split(quietUsage, (one) => one.unresolvedTickets > 0);
    expect(
      z(
        share(solved, (one) => one.left),
        share(open, (one) => one.left),
      ),
    ).toBeGreaterThan(3);
  });
});
