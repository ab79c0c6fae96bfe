import { facts } from '@bellwether/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles, type Workspace } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';

const settings = `
organisation: { name: Test, time_zone: Europe/Berlin, currency: EUR }
imports: { date_order: YMD, decimal_mark: "." }
`;

const day = (number: number): string => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);
const pick = <T>(list: readonly T[], number: number): T => {
  const found = list[number % list.length];
  if (found === undefined) throw new Error(`nothing to pick`);
  return found;
};

/** The files of a small company: what belongs together lies apart, and windows overlap. */
const company = (dice: () => number): Record<string, string> => {
  const orders = Array.from({ length: 40 }, (_, index) => {
    const at = dice() % 150;
    return {
      at,
      line: `O${index + 1},${pick(['A1', 'A2', 'A3', 'A4', ''], dice())},${day(at)},${(dice() % 9000) / 100 + 1},${pick(['paid', 'paid', 'paid', 'cancelled'], dice())}`,
    };
  });
  const deal = (index: number, version: number): string => {
    const status = version === 0 ? 'open' : pick(['won', 'lost'], index);
    return `D${index},${pick(['A1', 'A2', 'A5'], index)},${pick(['U1', 'U2'], index + version)},${100 * index + version},${day(index)},${status === 'open' ? '' : day(index + 30)},${status},${pick(['Paid Search', 'paid_search', 'Referral'], index)},${day(index + 10 * version)}`;
  };
  const tickets = Array.from({ length: 20 }, (_, index) => {
    const at = dice() % 100;
    const solved = pick(['solved', 'solved', 'open'], dice());
    return `T${index + 1},${pick(['A1', 'A2', 'A3'], dice())},${pick(['P1', 'P2', 'P3'], dice())},${pick(['billing', 'login'], dice())},${solved},${day(at)} 09:15:00,${solved === 'solved' ? `${day(at + (dice() % 5))} 16:45:00` : ''},1`;
  });
  const part = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;
  const orderHeader = 'order_id,account_id,ordered_at,net,status';
  const dealHeader = 'deal_id,account_id,owner_user_id,amount,created_at,closed_at,status,channel,updated_at';
  const ticketHeader =
    'ticket_id,account_id,requester_person_id,category,status,created_at,solved_at,reply_count';
  const dealsOf = (numbers: readonly number[], version: number) =>
    part(
      dealHeader,
      numbers.map((number) => deal(number, version)),
    );
  return {
    'accounts.csv': part('account_id,name,country,segment,owner_user_id', [
      'A1,Acme,DE,SMB,U1',
      'A2,Blue,FR,Enterprise,U2',
      'A3,Coral,DE,SMB,U1',
    ]),
    'accounts-new.csv': part('account_id,name,country,segment,owner_user_id', [
      'A4,Dune,US,SMB,U2',
      'A5,Elm,US,Enterprise,U3',
    ]),
    'users.csv': part('user_id,name,team,role,is_licensed', [
      'U1,Ada,North,representative,true',
      'U2,Ben,South,representative,true',
    ]),
    'orders-winter.csv': part(
      orderHeader,
      orders.filter(({ at }) => at < 60).map(({ line }) => line),
    ),
    'orders-spring.csv': part(
      orderHeader,
      orders.filter(({ at }) => at >= 45).map(({ line }) => line),
    ),
    'deals-january.csv': dealsOf([1, 2, 3, 4, 5, 6, 7, 8], 0),
    'deals-march.csv': dealsOf([5, 6, 7, 8, 9, 10, 11], 1),
    'tickets-one.csv': part(ticketHeader, tickets.slice(0, 10)),
    'tickets-two.csv': part(ticketHeader, tickets.slice(10)),
  };
};

/** Every fact without the number of the import and the file that brought it, which the order does decide. */
const figures = async (workspace: Workspace): Promise<Record<string, string[]>> => {
  const tables: Record<string, string[]> = {};
  for (const { name } of facts) {
    const rows = await workspace.engine.rows(`SELECT * EXCLUDE (batch_id, row_number) FROM facts."${name}"`);
    tables[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
};

const imported = async (
  files: Record<string, string>,
  imports: readonly (readonly string[])[],
): Promise<Record<string, string[]>> => {
  const home = await temporaryWorkspace(settings);
  try {
    for (const [name, text] of Object.entries(files)) home.file(name, text);
    for (const names of imports) {
      const report = await importFiles(
        home.workspace,
        names.map((name) => `${home.path}/${name}`),
      );
      expect(report.rowsQuarantined, JSON.stringify(report.files)).toBe(0);
    }
    return await figures(home.workspace);
  } finally {
    await home.close();
  }
};

describe('the order of imports', () => {
  it('decides no figure: one by one in any order, or all at once', async () => {
    const [seed = 1] = fc.sample(fc.integer({ min: 1, max: 1e6 }), {
      numRuns: 1,
      seed: Number(process.env['BELLWETHER_SEED'] ?? 950),
    });
    const dice = fc.sample(fc.nat({ max: 1e6 }), { numRuns: 400, seed })[Symbol.iterator]();
    const files = company(() => dice.next().value ?? 0);
    const names = Object.keys(files);
    const atOnce = await imported(files, [names]);
    for (const kind of ['order', 'deal', 'ticket', 'customer', 'customer_span']) {
      expect(atOnce[kind]?.length, kind).toBeGreaterThan(0);
    }
    const orders = fc.sample(fc.shuffledSubarray(names, { minLength: names.length }), {
      numRuns: Number(process.env['BELLWETHER_WORLDS'] ?? 2),
      seed,
    });
    for (const order of orders) {
      const oneByOne = await imported(
        files,
        order.map((name) => [name]),
      );
      for (const name of Object.keys(atOnce)) {
        expect(oneByOne[name], `${name}, imported as ${order.join(', ')}`).toEqual(atOnce[name]);
      }
    }
    console.info(`${orders.length} orders of ${names.length} imports give the figures of one`);
  });
});
