import { describe, expect, it } from 'vitest';
import type { OpeningHours } from './oracle/opening-hours.js';
import { slaTargetRows } from './oracle/sla-targets.js';
import { responseTurns, ticketOpenSpans, ticketRows, type TicketSettings } from './oracle/tickets.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { serviceWorld } from './worlds/service-world.js';

const zone = 'Europe/Berlin';
const everyDay = (hours: OpeningHours['week'][number]): OpeningHours['week'] =>
  Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, hours]));

/** The same opening hours as the settings below write them: a holiday, a break, a night shift over the DST change. */
const schedules: TicketSettings['schedules'] = {
  default: {
    zone,
    week: {
      1: [[540, 1020]],
      2: [[540, 1020]],
      3: [
        [540, 720],
        [780, 1080],
      ],
      4: [[540, 1020]],
      5: [[540, 900]],
    },
    holidays: ['2025-10-23'],
  },
  early: { zone: 'America/New_York', week: everyDay([[360, 600]]), holidays: [] },
  late: {
    zone,
    week: everyDay([
      [0, 240],
      [1320, 1440],
    ]),
    holidays: ['2025-10-27'],
  },
};
const yaml = `
organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "2025-10-31" }
schedules:
  default:
    time_zone: ${zone}
    holidays: ["2025-10-23"]
    hours: { mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-12:00", "13:00-18:00"], thu: ["09:00-17:00"], fri: ["09:00-15:00"] }
  early:
    time_zone: America/New_York
    hours: { mon: ["06:00-10:00"], tue: ["06:00-10:00"], wed: ["06:00-10:00"], thu: ["06:00-10:00"], fri: ["06:00-10:00"], sat: ["06:00-10:00"], sun: ["06:00-10:00"] }
  late:
    time_zone: ${zone}
    holidays: ["2025-10-27"]
    hours: { mon: ["00:00-04:00", "22:00-24:00"], tue: ["00:00-04:00", "22:00-24:00"], wed: ["00:00-04:00", "22:00-24:00"], thu: ["00:00-04:00", "22:00-24:00"], fri: ["00:00-04:00", "22:00-24:00"], sat: ["00:00-04:00", "22:00-24:00"], sun: ["00:00-04:00", "22:00-24:00"] }
assumptions: { repeat_contact_days: 3 }
`;
const settings: TicketSettings = { zone, repeatDays: 3, schedules };

describe('service facts of random worlds', () => {
  it('tickets, the times they were open, and answers to messages', async () => {
    const checked = await checkWorlds({
      settings: yaml,
      zone,
      worlds: serviceWorld,
      count: 800,
      seed: 201,
      checks: {
        ticket: {
          sql: `SELECT record_id, account_id, created_date, first_response_date, first_solved_date, solved_date,
                  first_response_seconds, first_response_business_seconds, resolution_seconds, resolution_business_seconds,
                  full_resolution_seconds, full_resolution_business_seconds, full_resolution_work_seconds,
                  reply_count, is_solved, was_reopened, is_unanswered, has_repeat_contact, is_first_contact_resolution,
                  first_contact_mature_date FROM facts.ticket`,
          oracle: (world) => ticketRows(world, settings),
        },
        ticket_open_span: {
          sql: 'SELECT record_id, account_id, from_date, to_date FROM facts.ticket_open_span',
          oracle: (world) => ticketOpenSpans(world, settings),
        },
        sla_target: {
          sql: 'SELECT record_id, account_id, target, policy, due_date, is_met, is_decided FROM facts.sla_target',
          oracle: (world) => slaTargetRows(world, { ...settings, asOf: '2025-10-31' }),
        },
        response_turn: {
          sql: 'SELECT record_id, ticket_id, asked_date, answered_date, response_seconds, response_business_seconds FROM facts.response_turn',
          oracle: (world) => responseTurns(world, settings),
        },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });
});
