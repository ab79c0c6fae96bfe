import { cellOf, copies } from '../support/ask-engine.js';
import type { FactRow } from '../support/engine.js';
import {
  cesMark,
  csatMark,
  engine,
  march,
  npsMark,
  repeated,
  survey,
  valueOf,
  type WorkedExamples,
} from './worlds.js';

/** Response and resolution times, and what customers say. */
export const service: WorkedExamples = {
  'frt-04': async () => {
    const ticket = (first_response_seconds: number): FactRow => ({
      created_date: '2025-03-01',
      first_response_seconds,
    });
    const ticketRows = { ticket: [...copies(10, ticket(7200)), ...copies(5, ticket(0))] };
    return [
      [await valueOf(ticketRows, 'first_response_time_mean', march), 4800],
      [await valueOf(ticketRows, 'first_response_time', march), 7200],
    ];
  },
  'res-01': async () => {
    const solved = {
      created_date: '2025-03-01',
      first_solved_date: '2025-03-02',
      resolution_seconds: 60,
      full_resolution_seconds: 60,
    };
    const ticket = [
      ...copies(4, { ...solved, solved_date: '2025-03-02', was_reopened: false }),
      { ...solved, was_reopened: true },
    ];
    const [still, events] = [
      await cellOf(engine, { ticket }, 'full_resolution_time', march),
      await cellOf(engine, { ticket }, 'resolution_time', march),
    ];
    return [
      [still.n ?? 0, 4],
      [events.n ?? 0, 5],
      [await valueOf({ ticket }, 'reopen_rate', march), 0.2],
    ];
  },
  'csat-01': async () => [
    [
      await valueOf(
        { survey_response: survey('csat', [...repeated(8, 5), ...repeated(2, 1)], csatMark) },
        'csat',
        march,
      ),
      0.8,
    ],
  ],
  'csat-02': async () => [
    [
      await valueOf(
        { survey_response: survey('csat', [...repeated(7, 5), 3, 1, 1], csatMark) },
        'csat',
        march,
      ),
      0.7,
    ],
  ],
  'csat-04': async () => {
    const survey_response = survey('csat', [5, 4, 3, 1, 5], csatMark);
    return [
      [await valueOf({ survey_response }, 'csat', march), 0.6],
      [await valueOf({ survey_response }, 'csat_mean', march), 3.6],
    ];
  },
  'ces-02': async () => {
    const survey_response = survey('ces', [7, 6, 1], cesMark(7));
    return [
      [await valueOf({ survey_response }, 'ces_mean', march), 4.6667, 0.0001],
      [await valueOf({ survey_response }, 'ces', march), 61.11, 0.01],
    ];
  },
  'ces-03': async () => {
    const survey_response = survey('ces', [3], cesMark(5));
    return [
      [await valueOf({ survey_response }, 'ces_mean', march), 3],
      [await valueOf({ survey_response }, 'ces', march), 50],
    ];
  },
  'nps-01': async () => [
    [await valueOf({ survey_response: survey('nps', [10, 7, 3, 9], npsMark) }, 'nps', march), 25],
  ],
  // 'invalid' and null are no valid answers, so they never become rows of the fact.
  'nps-03': async () => [
    [await valueOf({ survey_response: survey('nps', [5], npsMark) }, 'nps', march), -100],
  ],
};
