import type { DimensionFilter } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { oneFilterText } from '../../format/filter-text.js';

/** Whose figure a target is about. The order is the one in which scorecards are read. */
export const levels = [
  { id: 'company', title: 'Company' },
  { id: 'department', title: 'Department' },
  { id: 'team', title: 'Team' },
  { id: 'person', title: 'Person' },
  { id: 'part', title: 'Part of the business' },
] as const;
export type Level = (typeof levels)[number]['id'];

/** Dimensions that name people or groups of them; the narrowest of a target decides whose it is. */
const levelOfDimension: Readonly<Record<string, Level>> = {
  owner: 'person',
  agent: 'person',
  assignee: 'person',
  team: 'team',
  manager: 'team',
  office: 'department',
  department: 'department',
};

export const levelOf = (where: readonly DimensionFilter[]): Level => {
  if (where.length === 0) return 'company';
  const own = where.map(({ dimension }) => levelOfDimension[dimension] ?? 'part');
  return (['person', 'team', 'department'] as const).find((level) => own.includes(level)) ?? 'part';
};

/** The part of the company in words. */
export const partText = (where: readonly DimensionFilter[]): string =>
  where.length === 0 ? 'the company' : where.map(oneFilterText).join(', ');

/** Lines that belong under one heading. */
export interface ScorecardGroup {
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly lines: readonly ScorecardLine[];
}

export const groupings = [
  { id: 'part', title: 'Part of the company' },
  { id: 'owner', title: 'Who looks after it' },
  { id: 'none', title: 'Nothing' },
] as const;
export type Grouping = (typeof groupings)[number]['id'];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Scorecards: targets under whose they are, the company first; by the person who looks after them; or all together. */
export const groupLines = (
  lines: readonly ScorecardLine[],
  grouping: Grouping,
): readonly ScorecardGroup[] => {
  if (grouping === 'none') return [{ key: 'all', title: 'All targets', kind: '', lines }];
  if (grouping === 'owner')
    return [...Map.groupBy(lines, ({ owner }) => owner ?? '')]
      .sort(([one], [other]) => Number(one === '') - Number(other === '') || one.localeCompare(other))
      .map(([owner, own]) => ({
        key: `owner ${owner}`,
        title: owner === '' ? 'Nobody yet' : owner,
        kind: 'looks after',
        lines: own,
      }));
  const rank = (level: Level): number => levels.findIndex(({ id }) => id === level);
  return [...Map.groupBy(lines, ({ where }) => partText(where))]
    .map(([title, own]) => ({ title, own, level: levelOf(own[0]?.where ?? []) }))
    .sort((one, other) => rank(one.level) - rank(other.level) || one.title.localeCompare(other.title))
    .map(({ title, own, level }) => ({
      key: title,
      title: capital(title),
      kind: level === 'company' ? '' : (levels.find(({ id }) => id === level)?.title ?? ''),
      lines: own,
    }));
};

/** How a scorecard stands, in words. */
export const standingText = (lines: readonly ScorecardLine[]): string => {
  const of = (...wanted: readonly ScorecardLine['status'][]): number =>
    lines.filter(({ status }) => wanted.includes(status)).length;
  const good = of('met', 'on_track');
  const bad = of('missed', 'behind');
  const rest = lines.length - good - bad;
  return [
    `${good} of ${lines.length} met or on track`,
    bad === 0 ? '' : `${bad} missed or behind`,
    rest === 0 ? '' : `${rest} not to be told yet`,
  ]
    .filter((part) => part !== '')
    .join(', ');
};
