import { useState } from 'react';
import { useMetrics, useOrganisation, useScorecard } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { PageHead } from '../../components/page-head.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await } from '../../components/states.js';
import type { Note } from '../../export/table.js';
import { plural } from '../../format/words.js';
import { useView } from '../../url/use-view.js';
import { Annotations } from './annotations.js';
import { FirstTargets } from './first-targets.js';
import { ScorecardLines } from './scorecard-lines.js';
import { scorecardTable } from './scorecard-table.js';
import { TargetForm } from './target-form.js';
import { TargetGrid } from './target-grid.js';
import { groupings, groupLines, standingText } from './target-part.js';

/** The definitions that the figures come from; their hashes stand in the exported table. */
const versionsText = (lines: readonly ScorecardLine[], metrics: readonly MetricSummary[]): string => {
  const own = metrics.filter(({ id }) => lines.some(({ metric }) => metric === id));
  return own.length === 0 ? 'none' : own.map(({ name, version }) => `${name} version ${version}`).join(', ');
};

/** Targets on live figures, by company or part of it, with owner, pace, note and review; and what happened when. */
export const Scorecards = () => {
  const scorecard = useScorecard();
  const metrics = useMetrics();
  const organisation = useOrganisation().data;
  const [view, change] = useView();
  const [isAdding, setAdding] = useState(false);
  const grouping = groupings.find(({ id }) => id === view.by)?.id ?? 'part';
  return (
    <>
      <PageHead title="Scorecards" lead="What was aimed at, where it stands, and who looks after it." />
      <Await query={metrics} what="the measures">
        {({ metrics: all }) => (
          <Await query={scorecard} what="the targets">
            {(lines) => {
              const owners = [...new Set(lines.flatMap(({ owner }) => owner ?? []))].sort();
              const shown =
                view.owner === undefined ? lines : lines.filter(({ owner }) => owner === view.owner);
              const currency = organisation?.currency ?? 'EUR';
              const groups = groupLines(shown, grouping);
              const notes: readonly Note[] = [
                ['Filters', view.owner === undefined ? 'none' : `looked after by ${view.owner}`],
                ['Definitions', versionsText(shown, all)],
              ];
              return (
                <>
                  <div className="toolbar">
                    <button type="button" className="button" onClick={() => setAdding(true)}>
                      Set a target
                    </button>
                    {lines.length === 0 ? null : (
                      <label className="inline-field">
                        <span>Grouped by</span>
                        <select
                          value={grouping}
                          onChange={(event) =>
                            change({ by: event.target.value === 'part' ? undefined : event.target.value })
                          }
                        >
                          {groupings.map(({ id, title }) => (
                            <option key={id} value={id}>
                              {title}
                            </option>
                          ))}
                        </select>
                      </label>
                    )}
                    {owners.length === 0 ? null : (
                      <label className="inline-field">
                        <span>Owner</span>
                        <select
                          value={view.owner ?? ''}
                          onChange={(event) =>
                            change({ owner: event.target.value === '' ? undefined : event.target.value })
                          }
                        >
                          <option value="">everyone</option>
                          {owners.map((owner) => (
                            <option key={owner} value={owner}>
                              {owner}
                            </option>
                          ))}
                        </select>
                      </label>
                    )}
                    <span className="quiet">{plural(shown.length, 'target')}</span>
                    <span className="toolbar-end">
                      <SavedViews page="/scorecards" />
                      <ExportButtons table={() => scorecardTable(shown, all)} notes={notes} />
                      <PrintButton />
                    </span>
                  </div>
                  <PrintNotes title="Scorecards" notes={notes} />
                  {lines.length === 0 ? <FirstTargets /> : null}
                  {groups
                    .filter(({ lines: own }) => own.length > 0)
                    .map(({ key, title, kind, lines: own }) => (
                      <section key={key} className="scorecard">
                        <h2>
                          {title} {kind === '' ? null : <span className="tag">{kind}</span>}
                        </h2>
                        <p className="quiet">{standingText(own)}</p>
                        <ScorecardLines
                          caption={`Targets: ${title}`}
                          lines={own}
                          metrics={all}
                          currency={currency}
                          showPart={grouping !== 'part'}
                        />
                      </section>
                    ))}
                  <TargetGrid lines={lines} metrics={all} asOf={organisation?.asOf ?? '2025-01-01'} />
                  <Annotations metrics={all} />
                  {isAdding ? (
                    <TargetForm metrics={all} line={null} onClose={() => setAdding(false)} />
                  ) : null}
                </>
              );
            }}
          </Await>
        )}
      </Await>
    </>
  );
};
