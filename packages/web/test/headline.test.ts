import { describe, expect, it } from 'vitest';
import { splitLines } from '../src/pages/home/headline.js';

const lines = (...ids: string[]) => ids.map((id) => ({ metric: { id } }));
const ids = (group: readonly { readonly metric: { readonly id: string } }[]) =>
  group.map(({ metric }) => metric.id);

describe('the measures of a group on Home', () => {
  it('are the headline ones in their order, the others one click away', () => {
    const { shown, others } = splitLines('voice', lines('csat_mean', 'csat', 'nps'));
    expect([ids(shown), ids(others)]).toEqual([['nps', 'csat'], ['csat_mean']]);
  });
  it.each(['voice', 'custom'])(
    'of %s are all it has where none is a headline one: a group is never empty',
    (group) => {
      const { shown, others } = splitLines(group, lines('csat_mean', 'nps_by_account'));
      expect([ids(shown), ids(others)]).toEqual([['csat_mean', 'nps_by_account'], []]);
    },
  );
});
