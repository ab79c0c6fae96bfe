import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { businessDueAt, businessSeconds, scheduleOf } from '../src/schedule/business-hours.js';

/** Zendesk's biz specification and Zammad's suites, as collected in worked-examples.json of the reference. */
const path = new URL('../../../../shared/reference/worked-examples.json', import.meta.url);

interface Example {
  readonly id: string;
  readonly inputs: Record<string, never>;
  readonly expected: Record<string, never>;
  readonly canonical_expected?: Record<string, never>;
  readonly tolerance?: number;
}

const examples = existsSync(path)
  ? new Map(
      (JSON.parse(readFileSync(path, 'utf8')) as { examples: Example[] }).examples.map((one) => [
        one.id,
        one,
      ]),
    )
  : null;

const example = (id: string): Example => {
  const found = examples?.get(id);
  if (!found) throw new Error(`no worked example ${id}`);
  return found;
};

const instant = (text: string): number => Date.parse(text);

const pairs = (hours: Record<string, [string, string][]>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(hours).map(([name, spans]) => [
      name,
      spans.map(([opens, closes]) => `${opens}-${closes}`),
    ]),
  );

describe.skipIf(!examples)(
  'business hours of the worked examples (skipped without ../shared/reference)',
  () => {
    it.each(['bh-01', 'bh-03'])('%s: business time between two instants', (id) => {
      const { inputs, expected } = example(id);
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      const hours =
        businessSeconds(schedule, instant(inputs['start'] ?? ''), instant(inputs['end'] ?? '')) / 3600;
      expect(hours).toBe(expected['hours']);
    });

    it.each(['bh-04', 'bh-06', 'bh-07'])('%s: instant after so much business time', (id) => {
      const { inputs, expected } = example(id);
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      expect(businessDueAt(schedule, instant(inputs['start'] ?? ''), inputs['add_seconds'] ?? 0)).toBe(
        instant(expected['due_at'] ?? ''),
      );
    });

    it.each(['sla-04', 'sla-05', 'sla-06'])('%s: elapsed minutes', (id) => {
      const { inputs, expected } = example(id);
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      expect(
        businessSeconds(schedule, instant(inputs['created'] ?? ''), instant(inputs['event'] ?? '')) / 60,
      ).toBe(expected['elapsed_minutes']);
    });

    it('sla-07: three seconds after opening are three seconds, where Zammad says 0 minutes', () => {
      const { inputs } = example('sla-07');
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      expect(
        businessSeconds(schedule, instant(inputs['created'] ?? ''), instant(inputs['first_response'] ?? '')),
      ).toBe(3);
    });

    it.each(['sla-08', 'sla-09', 'sla-10', 'sla-12'])('%s: due time', (id) => {
      const { inputs, expected } = example(id);
      // Zammad lists holidays that are switched off; only the active ones close the desk.
      const active = Object.entries(inputs['holidays'] ?? {}).flatMap(([day, state]) =>
        state === 'active' ? [day] : [],
      );
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}), active);
      expect(
        businessDueAt(schedule, instant(inputs['created'] ?? ''), (inputs['target_minutes'] ?? 0) * 60),
      ).toBe(instant(expected['due_at'] ?? ''));
    });
  },
);

describe.skipIf(!examples)(
  'clocks that stand still, and change of schedule (skipped without ../shared/reference)',
  () => {
    const stretch = (from: string, to: string) => ({ opensAt: instant(from), closesAt: instant(to) });

    it('sla-14: pending time is not counted', () => {
      const { inputs, expected } = example('sla-14');
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      const pending = [stretch(inputs['pending']?.[0] ?? '', inputs['pending']?.[1] ?? '')];
      const created = instant(inputs['created'] ?? '');
      expect(businessSeconds(schedule, created, instant(inputs['first_response'] ?? ''), pending) / 60).toBe(
        expected['first_response'],
      );
      expect(businessSeconds(schedule, created, instant(inputs['closed'] ?? ''), pending) / 60).toBe(
        expected['close'],
      );
    });

    it('sla-15: two pauses of 45 minutes move the due time by as much', () => {
      const { inputs, expected } = example('sla-15');
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      const paused = (inputs['paused'] ?? ([] as [string, string][])).map(([from, to]) =>
        stretch(`2013-06-04T${from}:00Z`, `2013-06-04T${to}:00Z`),
      );
      expect(businessDueAt(schedule, instant(inputs['created'] ?? ''), 120 * 60, paused)).toBe(
        instant(expected['due_at'] ?? ''),
      );
    });

    it('sla-16: Zammad has given both answers; the canon takes the close, not the next opening', () => {
      const { inputs, expected } = example('sla-16');
      const schedule = scheduleOf(inputs['tz'] ?? '', pairs(inputs['hours'] ?? {}));
      const pending = [stretch(inputs['pending']?.[0] ?? '', inputs['pending']?.[1] ?? '')];
      expect(businessDueAt(schedule, instant(inputs['created'] ?? ''), 120 * 60, pending)).toBe(
        instant(expected['due_at_old_suite'] ?? ''),
      );
    });

    /** Minutes after Sunday 00:00 UTC, as the decision log of dbt_zendesk writes them. */
    const ofMinutes = (intervals: readonly (readonly [number, number])[]) => {
      const week: Record<number, [number, number][]> = {};
      for (const [from, to] of intervals) {
        for (let start = from; start < to; ) {
          const day = Math.floor(start / 1440);
          const end = Math.min(to, (day + 1) * 1440);
          const weekday = day % 7 === 0 ? 7 : day % 7;
          week[weekday] = [...(week[weekday] ?? []), [start - day * 1440, end - day * 1440]];
          start = end;
        }
      }
      return { timeZone: 'UTC', week, holidays: new Set<string>() };
    };

    it('frt-01: each stretch under its own schedule; the published 959.46 writes 21 s as 0.21 min', () => {
      const { inputs, canonical_expected: canonical } = example('frt-01');
      const switchAt = instant(inputs['switch_at'] ?? '');
      const seconds =
        businessSeconds(
          ofMinutes(inputs['schedule_1_intervals'] ?? []),
          instant(inputs['created'] ?? ''),
          switchAt,
        ) +
        businessSeconds(
          ofMinutes(inputs['schedule_2_intervals'] ?? []),
          switchAt,
          instant(inputs['first_public_agent_reply'] ?? ''),
        );
      expect(seconds / 60).toBeCloseTo(canonical?.['minutes'] ?? 0, 3);
    });

    it('frt-02: the last schedule for the whole stretch gives 270 minutes less', () => {
      const { inputs } = example('frt-01');
      const seconds = businessSeconds(
        ofMinutes(inputs['schedule_2_intervals'] ?? []),
        instant(inputs['created'] ?? ''),
        instant(inputs['first_public_agent_reply'] ?? ''),
      );
      expect(seconds / 60).toBeCloseTo(example('frt-02').canonical_expected?.['minutes'] ?? 0, 3);
    });
  },
);

describe('business hours by hand', () => {
  const berlin = scheduleOf('Europe/Berlin', {
    mon: ['09:00-17:00'],
    tue: ['09:00-17:00'],
    sun: ['00:00-24:00'],
  });

  it('the night of the change to summer time has 23 hours', () => {
    // Sunday 2025-03-30 in Berlin runs from 23:00Z the day before to 22:00Z: 23 hours.
    expect(businessSeconds(berlin, instant('2025-03-29T23:00:00Z'), instant('2025-03-30T22:00:00Z'))).toBe(
      23 * 3600,
    );
  });

  it('a budget that runs out at closing time is due at close (canon), not at the next opening', () => {
    // Monday 2025-01-06, 16:00 to 17:00 Berlin is 15:00Z to 16:00Z: one hour is left.
    expect(businessDueAt(berlin, instant('2025-01-06T15:00:00Z'), 3600)).toBe(
      instant('2025-01-06T16:00:00Z'),
    );
  });

  it('a schedule without hours never ends', () => {
    expect(businessDueAt(scheduleOf('UTC', {}), instant('2025-01-06T15:00:00Z'), 1)).toBeNull();
  });
});
