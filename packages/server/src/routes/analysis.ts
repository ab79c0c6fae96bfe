import {
  type FunnelStage,
  type JudgedCell,
  queryContext,
  queryMetrics,
  revenueCohorts,
  stageFunnel,
  velocityChange,
} from '@bellwether/warehouse';
import type { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import {
  cohortsAnswer,
  cohortsBody,
  funnelAnswer,
  funnelBody,
  velocityAnswer,
  velocityBody,
} from '../schemas/analysis.js';

const tags = ['analysis'];

/** Cohorts, the stage funnel, and what moved pipeline velocity. */
export const addAnalysis = (app: App, host: Host): void => {
  app.post(
    '/cohorts',
    {
      schema: {
        tags,
        summary: 'The retention triangle: customers, gross or net recurring revenue',
        body: cohortsBody,
        response: { 200: cohortsAnswer },
      },
    },
    ({ body }, reply) =>
      answered(host, reply, () =>
        body.measure === 'customers' ? customerCohorts(host, body) : mrrCohorts(host, body),
      ),
  );

  app.post(
    '/funnel',
    {
      schema: {
        tags,
        summary: 'Stages with conversion, time in stage and what is still open',
        body: funnelBody,
        response: { 200: funnelAnswer },
      },
    },
    ({ body }, reply) => answered(host, reply, () => funnel(host, body)),
  );

  app.post(
    '/velocity',
    {
      schema: {
        tags,
        summary: 'Pipeline velocity taken apart into its four factors, and which one moved it',
        body: velocityBody,
        response: { 200: velocityAnswer },
      },
    },
    ({ body }, reply): Promise<Answer<typeof velocityAnswer>> =>
      answered(host, reply, async () => {
        const context = await queryContext(host.workspace);
        return {
          ...(await velocityChange(host.workspace, body)),
          currency: context.currency,
          as_of: context.asOf,
        };
      }),
  );
};

type CohortsBody = z.output<typeof cohortsBody>;
type Cohorts = Answer<typeof cohortsAnswer>;

const customerCohorts = async ({ workspace }: Host, body: CohortsBody): Promise<Cohorts> => {
  const { asOf } = await queryContext(workspace);
  const metric = 'cohort_retention';
  const answer = await queryMetrics(workspace, {
    metrics: [metric],
    from: body.from,
    to: body.to,
    grain: body.grain,
    where: body.where,
    parameters: { [metric]: { oldest_age: body.oldestAge } },
  });
  const cohorts = [...Map.groupBy(answer.cells, ({ period }) => period)].map(([cohort, cells]) => ({
    cohort,
    start: cells[0]?.start ?? '',
    end: cells[0]?.end ?? '',
    size: Number(cells.find(({ denominator }) => denominator !== null)?.denominator ?? 0),
    ages: cells.map((cell) => ({
      age: Number(cell.by['age'] ?? 0),
      value: cell.value === null ? null : Number(cell.value),
      numerator: cell.numerator,
      denominator: cell.denominator,
      reason: cell.reason,
    })),
  }));
  return {
    measure: body.measure,
    unit: 'ratio',
    grain: body.grain,
    cohorts,
    currency: answer.currency,
    as_of: asOf,
  };
};

const mrrCohorts = async ({ workspace }: Host, body: CohortsBody): Promise<Cohorts> => {
  const context = await queryContext(workspace);
  const found = await revenueCohorts(workspace, {
    ...body,
    measure: body.measure === 'revenue_gross' ? 'gross' : 'net',
  });
  return {
    measure: body.measure,
    unit: 'ratio',
    grain: body.grain,
    currency: context.currency,
    as_of: context.asOf,
    cohorts: found.map(({ ages, ...cohort }) => ({
      ...cohort,
      ages: ages.map(({ age, mrr, base }) => {
        const value = mrr === null || Number(base) === 0 ? null : Number(mrr) / Number(base);
        return {
          age,
          value,
          numerator: mrr,
          denominator: base,
          reason:
            value !== null
              ? null
              : mrr === null
                ? { code: 'immature', message: 'Too young to be judged: the period lies past the data.' }
                : { code: 'zero_denominator', message: 'Nobody of the cohort paid a subscription.' },
        };
      }),
    })),
  };
};

const funnel = async (
  { workspace }: Host,
  body: z.output<typeof funnelBody>,
): Promise<Answer<typeof funnelAnswer>> => {
  const to = body.to ?? body.from;
  const where =
    body.pipeline === undefined
      ? body.where
      : [...body.where, { dimension: 'pipeline', values: [body.pipeline], exclude: false }];
  const found = await stageFunnel(workspace, { from: body.from, to, where });
  const context = await queryContext(workspace);
  // The conversion of a stage is the figure of the metric, so that it is the same on every page.
  const ask = { metrics: ['stage_conversion_rate'], from: body.from, to, grain: 'total' } as const;
  const { cells } = await queryMetrics(workspace, { ...ask, by: ['pipeline', 'stage'], where });
  const conversionOf = async ({ pipeline, stage }: FunnelStage): Promise<JudgedCell> => {
    const by = { pipeline, stage };
    const known = cells.find((one) => one.by['pipeline'] === pipeline && one.by['stage'] === stage);
    if (known) return known;
    // Every deal is still in the stage: the metric says why there is no figure.
    const alone = Object.entries(by).map(([dimension, value]) => ({ dimension, values: [value] }));
    const [cell] = (await queryMetrics(workspace, { ...ask, where: [...where, ...alone] })).cells;
    if (!cell) throw new TypeError('a query of one cell gave none');
    return { ...cell, by };
  };
  const stages = [];
  for (const stage of found.stages) stages.push({ ...stage, conversion: await conversionOf(stage) });
  return {
    stages,
    won: found.won.deals,
    wonAmount: found.won.amount,
    lost: found.lost.deals,
    lostAmount: found.lost.amount,
    pipelines: found.pipelines,
    from: body.from,
    to,
    currency: context.currency,
    as_of: context.asOf,
  };
};
