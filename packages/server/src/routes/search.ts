import { listAccounts, workspaceCatalogue } from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';

/** Pages of the application, with words that lead to them. */
const pages: readonly { readonly path: string; readonly title: string; readonly words: string }[] = [
  { path: '/', title: 'Home', words: 'board verdict start overview' },
  { path: '/scorecards', title: 'Scorecards', words: 'targets goals annotations notes' },
  { path: '/cohorts', title: 'Cohorts and funnel', words: 'retention triangle stages velocity pipeline' },
  { path: '/accounts', title: 'Accounts', words: 'customers prospects timeline' },
  { path: '/data', title: 'Data', words: 'import upload sources quality rejects batches undo identity' },
  {
    path: '/settings',
    title: 'Settings',
    words: 'organisation currency time zone fiscal year assumptions margin lapse',
  },
];

const answer = z.object({
  metrics: z.array(z.object({ id: z.string(), name: z.string(), group: z.string(), sentence: z.string() })),
  accounts: z.array(
    z.object({ id: z.string(), name: z.string(), status: z.string(), segment: z.string().nullable() }),
  ),
  pages: z.array(z.object({ path: z.string(), title: z.string() })),
});

const most = 8;

/** How well a text answers: it begins with the words, has them, or its words begin with each of them. 0 is not at all. */
const fit = (text: string, query: string): number => {
  const [whole, asked] = [text.toLowerCase(), query.toLowerCase()];
  if (whole.startsWith(asked)) return 3;
  if (whole.includes(asked)) return 2;
  const words = whole.split(/[^\p{L}\p{N}]+/u);
  return asked.split(/\s+/).every((part) => words.some((word) => word.startsWith(part))) ? 1 : 0;
};

const best = <T>(items: readonly T[], texts: (item: T) => readonly string[], query: string): T[] =>
  items
    .map((item, index) => ({
      item,
      index,
      // What stands first (a name) counts for more than what stands later (a sentence).
      rank: Math.max(
        ...texts(item).map((text, place) => fit(text, query) * 10 - (fit(text, query) > 0 ? place : 0)),
      ),
    }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || one.index - other.index)
    .slice(0, most)
    .map(({ item }) => item);

/** Jumps to any metric, account or page. */
export const addSearch = (app: App, host: Host): void => {
  app.get(
    '/search',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Metrics, accounts and pages by name',
        querystring: z.strictObject({ q: z.string().trim().min(1).max(200) }),
        response: { 200: answer },
      },
    },
    async (request, reply): Promise<Answer<typeof answer>> => {
      const { q } = request.query;
      const { definitions } = workspaceCatalogue(host.workspace);
      const found = await answered(host, reply, () =>
        listAccounts(host.workspace, {
          search: q,
          status: null,
          owner: null,
          segment: null,
          onlyConcerns: false,
          health: null,
          ids: null,
          sort: 'name',
          order: 'asc',
          limit: most,
          offset: 0,
        }),
      );
      return {
        metrics: best(definitions, ({ name, id, sentence }) => [name, id, sentence], q).map(
          ({ id, name, group, sentence }) => ({ id, name, group, sentence }),
        ),
        accounts: found.accounts.map(({ id, name, status, segment }) => ({ id, name, status, segment })),
        pages: best(pages, ({ title, words }) => [title, words], q).map(({ path, title }) => ({
          path,
          title,
        })),
      };
    },
  );
};
