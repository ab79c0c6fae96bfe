import { Link } from '@tanstack/react-router';
import { useIssues, useOrganisation, useScorecard } from '../api/queries.js';
import { plural } from '../format/words.js';

type To = '/data/import' | '/data' | '/' | '/scorecards';

/** The way from nothing to a board with aims: what is done, and what is next. */
export const FirstSteps = () => {
  const hasData = useOrganisation().data?.hasData === true;
  const issues = (useIssues().data?.issues ?? []).filter(({ severity }) => severity !== 'info');
  const targets = useScorecard().data ?? [];
  const steps: readonly {
    readonly title: string;
    readonly to: To;
    readonly search?: { readonly tab: string };
    readonly said: string;
    readonly isDone: boolean;
  }[] = [
    {
      title: 'Import your files',
      to: '/data/import',
      said: 'exports of a CRM, help desk, billing, advertising, surveys, or spreadsheets',
      isDone: hasData,
    },
    {
      title: 'Look at the quality',
      to: '/data',
      search: { tab: 'quality' },
      said: !hasData
        ? 'what is wrong with the rows, and which figures it touches'
        : issues.length === 0
          ? 'nothing is open'
          : `${plural(issues.length, 'problem')} to go through`,
      isDone: hasData && issues.length === 0,
    },
    { title: 'Read the board', to: '/', said: 'every measure that your files can answer', isDone: false },
    {
      title: 'Set three targets',
      to: '/scorecards',
      said:
        targets.length === 0
          ? 'so that a figure can be good or bad'
          : `${plural(targets.length, 'target')} set`,
      isDone: targets.length > 0,
    },
  ];
  return (
    <ol className="first-steps">
      {steps.map(({ title, to, search, said, isDone }) => (
        <li key={title} className={isDone ? 'is-done' : ''}>
          {!hasData ? (
            <b>{title}</b>
          ) : (
            <Link to={to} search={search ?? {}}>
              {title}
            </Link>
          )}
          {isDone ? <span> ✓ done</span> : null}
          <span className="quiet"> {said}</span>
        </li>
      ))}
    </ol>
  );
};
