import { describe, expect, test } from 'vitest';
import { berlinDayOf, serialDay, text, type Row } from './support/files.js';
import {
  cents,
  everywhere,
  inside,
  median,
  money,
  type PeriodOf,
  ratio,
  slow,
  truth,
} from './support/small-company.js';
import { plus, secondsFrom } from './support/slow-truth.js';

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
