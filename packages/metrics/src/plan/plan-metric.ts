import { findFact } from '@bellwether/model';
import { dimensionColumn, dimensionsOf } from '../definition/dimensions.js';
import { definitionHash } from '../definition/hash.js';
import type { Leg, MetricDefinition } from '../definition/metric-definition.js';
import type { ParameterValues } from '../definition/parameter.js';
import type { Placement } from '../definition/placement.js';
import { metricsError } from '../errors.js';
import { addDays } from '../period/dates.js';
import type { Grain } from '../period/grain.js';
import type { PlannedLeg, PlannedMetric } from './logical-plan.js';
import { parameterValues } from './parameters.js';
import type { PlannedPeriod } from './planned-period.js';
import type { NormalRequest } from './request.js';
import type { ScanBook } from './scan-book.js';
import { edgesOf, frameOf, type LegContext, outputOf } from './scan-of-leg.js';
import type { Group, ScanFilter, Window } from './scan.js';
import { maturityDays, MissingParameter, windowOf } from './windows.js';

/** The dimension that cohort cells carry beside those that were asked for. */
export const ageDimension = 'age';

export interface MetricQuestion {
  readonly request: NormalRequest;
  readonly grain: Grain;
  readonly periods: readonly PlannedPeriod[];
  readonly asOfEdge: string;
  readonly assumptions: Readonly<Record<string, number | string>>;
}

function checkAsked(definition: MetricDefinition, request: NormalRequest, grain: Grain): void {
  const allowed = dimensionsOf(definition);
  for (const dimension of [...request.by, ...request.where.map((filter) => filter.dimension)]) {
    if (!allowed.includes(dimension)) {
      const possible = allowed.length === 0 ? 'nothing' : allowed.join(', ');
      throw metricsError('dimension_unsupported', [dimension, possible], definition.id);
    }
  }
  if (definition.grains !== undefined && !definition.grains.includes(grain)) {
    throw metricsError('grain_unsupported', [grain, definition.grains.join(', ')], definition.id);
  }
}

const columnOf = (leg: Leg, dimension: string): string => dimensionColumn(leg, dimension) ?? dimension;

function legContext(leg: Leg, question: MetricQuestion, values: ParameterValues, ahead: boolean): LegContext {
  const { request, periods, asOfEdge } = question;
  const groups: Group[] = request.by.map((dimension) => ({ dimension, column: columnOf(leg, dimension) }));
  const filters: ScanFilter[] = request.where.map(({ dimension, values: wanted, exclude }) => ({
    column: columnOf(leg, dimension),
    values: wanted,
    exclude,
  }));
  return { values, asOfEdge, groups, filters, periods: periods.filter((one) => one.begun || ahead) };
}

/** The column with which the life of a record begins: every record has it, whatever became of it later. */
function birthColumn(fact: string): string {
  const columns = Object.entries(findFact(fact)?.columns ?? {});
  const dates = columns.filter(([, column]) => column.role === 'date').map(([name]) => name);
  return dates.includes('from_date') ? 'from_date' : (dates[0] ?? 'date');
}

/** The columns that tell from when on a fact has something to say: its birth, and the date the leg goes by. */
function coverageDates(fact: string, placement: Placement): readonly string[] {
  const { kind } = placement;
  if (kind === 'flow') return [...new Set([birthColumn(fact), placement.date])];
  const hasSpan = kind === 'stock' || kind === 'exposure' || kind === 'remaining';
  return [...new Set([birthColumn(fact), ...(hasSpan ? [placement.from] : [])])];
}

function fixedAlias(placement: Placement): string | undefined {
  return placement.kind === 'pair' || placement.kind === 'cohort' ? placement.measure : undefined;
}

function planLeg(leg: Leg, context: LegContext, book: ScanBook): PlannedLeg {
  const frame = frameOf(leg, context);
  const edges = edgesOf(leg, context);
  const address = book.add(
    frame,
    outputOf(leg, context.values),
    fixedAlias(leg.placement),
    Object.values(edges ?? {}),
  );
  const coverage = [book.cover(leg.fact, coverageDates(leg.fact, leg.placement))];
  if (leg.placement.kind === 'members') {
    const { fact, date } = leg.placement.events;
    coverage.push(book.cover(fact, [date]));
  }
  const windows: readonly (Window & { readonly edge?: string })[] = 'windows' in frame ? frame.windows : [];
  const ends = edges ?? Object.fromEntries(windows.map(({ period, edge, end }) => [period, edge ?? end]));
  return { ...address, coverage, ends, edges };
}

function planClusters(
  definition: MetricDefinition,
  contextOf: (leg: Leg) => LegContext,
  book: ScanBook,
): PlannedMetric['clusters'] {
  const { interval } = definition;
  if (interval.method !== 'ratio_of_sums') return null;
  const numerator = definition.legs[interval.numerator];
  const denominator = definition.legs[interval.denominator];
  if (numerator === undefined || denominator === undefined) return null;
  const context = contextOf(denominator);
  const frame = frameOf(denominator, context);
  if (frame.kind === 'pair') {
    return { scan: book.add(frame, outputOf(denominator, context.values), 'opening').scan, alias: 'opening' };
  }
  if (!('date' in frame) || !('windows' in frame) || frame.kind === 'remaining') return null;
  const { fact, groups, filters, date, windows } = frame;
  return book.addClusters(
    { kind: 'flow_clusters', fact, groups, filters, date, windows, cluster: interval.cluster },
    {
      numerator: outputOf(numerator, context.values),
      denominator: outputOf(denominator, context.values),
    },
  );
}

/** Periods (by index) whose youngest rows, or all rows, are too young to be judged. */
function maturityOf(
  definition: MetricDefinition,
  question: MetricQuestion,
  values: ParameterValues,
): { immature: number[]; maturing: number[] } {
  const immature = new Set<number>();
  const maturing = new Set<number>();
  for (const { placement } of Object.values(definition.legs)) {
    const days = maturityDays(placement, values);
    if (days === 0 || placement.kind === 'cohort' || placement.kind === 'remaining') continue;
    for (const period of question.periods.filter(({ begun }) => begun)) {
      const window = windowOf(placement, period, { values, asOfEdge: question.asOfEdge });
      if (window.start >= window.end) immature.add(period.index);
      else if (addDays(period.edge, days) > question.asOfEdge) maturing.add(period.index);
    }
  }
  return { immature: [...immature], maturing: [...maturing] };
}

/** Checks one metric of a request and enters its needs into the book. `definition` has its references resolved. */
export function planMetric(
  definition: MetricDefinition,
  question: MetricQuestion,
  book: ScanBook,
): PlannedMetric {
  const { request, grain } = question;
  checkAsked(definition, request, grain);
  const values = parameterValues(definition, request.parameters[definition.id] ?? {}, question.assumptions);
  const hash = definitionHash(definition, values);
  const contextOf = (leg: Leg): LegContext => legContext(leg, question, values, definition.ahead === true);
  const oldest = values['oldest_age'];
  const isCohort = Object.values(definition.legs).some(({ placement }) => placement.kind === 'cohort');
  const common = { id: definition.id, hash, definition, values };
  try {
    return {
      ...common,
      legs: Object.fromEntries(
        Object.entries(definition.legs).map(([name, leg]) => [name, planLeg(leg, contextOf(leg), book)]),
      ),
      clusters: request.intervals ? planClusters(definition, contextOf, book) : null,
      required: (definition.requires ?? []).map((fact) => book.cover(fact, [])),
      missingParameter: null,
      ...maturityOf(definition, question, values),
      oldestAge: isCohort && typeof oldest === 'number' ? oldest : null,
    };
  } catch (error) {
    if (!(error instanceof MissingParameter)) throw error;
    return {
      ...common,
      legs: {},
      clusters: null,
      required: [],
      missingParameter: error.parameter,
      immature: [],
      maturing: [],
      oldestAge: null,
    };
  }
}
