import { useState } from 'react';
import type { Comparison } from '../../api/types.js';
import { groupTitles, plural, words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';
import { splitLines } from './headline.js';
import { Tile } from './tile.js';
import type { HomeLine } from './verdict.js';

interface Props {
  readonly group: string;
  readonly lines: readonly HomeLine[];
  readonly currency: string;
  readonly comparison: Comparison | null;
}

/** One question of the board: its headline measures, the others one click away. */
export const BoardGroup = ({ group, lines, currency, comparison }: Props) => {
  const [view] = useView();
  const [isWhole, setWhole] = useState(false);
  const { shown, others } = splitLines(
    group,
    lines.filter(({ without }) => without === null),
  );
  const untold = lines.filter(({ without }) => without !== null);
  const search = { period: view.period, compare: view.compare, where: view.where };
  return (
    <section className="board-group" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{groupTitles[group] ?? words(group)}</h2>
      <ul className="tiles">
        {[...shown, ...(isWhole ? others : [])].map((line) => (
          <Tile
            key={line.metric.id}
            line={line}
            currency={currency}
            comparison={comparison}
            search={search}
          />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <button
          type="button"
          className="link-button more"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : plural(others.length, 'more measure')}
        </button>
      )}
      {[...Map.groupBy(untold, ({ without }) => without)].map(([reason, own]) => (
        <p key={reason} className="untold">
          {own.map(({ metric }) => metric.name).join(', ')}: {reason}
        </p>
      ))}
    </section>
  );
};
