import { explainMetric, findMetric, groups, MetricsError } from '@bellwether/metrics';
import {
  dimensionValues,
  metricQuality,
  metricRules,
  openIssues,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { summaryOf } from '../present/metric-summary.js';
import { idParams, name } from '../schemas/common.js';
import { dimensionValues as valuesAnswer, metricDetail, metricList } from '../schemas/metric.js';

const valuesQuery = z.strictObject({
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** The catalogue of measures, one definition in full, and what can be filtered by. */
export const addMetrics = (app: App, host: Host): void => {
  app.get(
    '/metrics',
    { schema: { tags: ['metrics'], summary: 'The catalogue of measures', response: { 200: metricList } } },
    (request, reply) =>
      tagged(host, request, reply, 'metrics', async (): Promise<Answer<typeof metricList>> => {
        const { definitions } = workspaceCatalogue(host.workspace);
        return { metrics: definitions.map(summaryOf), groups };
      }),
  );

  app.get(
    '/metrics/:id',
    {
      schema: {
        tags: ['metrics'],
        summary: 'One definition in full',
        params: idParams,
        response: { 200: metricDetail },
      },
    },
    (request, reply) =>
      tagged(host, request, reply, `metrics/${request.params.id}`, () => detail(host, request.params.id)),
  );

  app.get(
    '/dimensions/:name/values',
    {
      schema: {
        tags: ['metrics'],
        summary: 'Values of a dimension, the most frequent first',
        params: z.strictObject({ name }),
        querystring: valuesQuery,
        response: { 200: valuesAnswer },
      },
    },
    async (request, reply): Promise<Answer<typeof valuesAnswer>> => {
      const found = await answered(host, reply, () =>
        dimensionValues(host.workspace, request.params.name, request.query.search, request.query.limit),
      );
      if (!found) throw problem('not_found', `There is no dimension '${request.params.name}'.`);
      return found;
    },
  );
};

const detail = async (host: Host, id: string): Promise<Answer<typeof metricDetail>> => {
  const catalogue = workspaceCatalogue(host.workspace);
  let metric;
  try {
    metric = findMetric(id, catalogue);
  } catch (error) {
    if (error instanceof MetricsError && error.code === 'metric_unknown')
      throw problem('not_found', error.message);
    throw error;
  }
  const { formula, legs } = explainMetric(metric);
  const issues = await openIssues(host.workspace);
  return {
    ...summaryOf(metric),
    included: metric.included,
    excluded: metric.excluded,
    variants: metric.variants,
    source: metric.source,
    parameters: Object.fromEntries(
      Object.entries(metric.parameters).map(([key, parameter]) => [key, { ...parameter }]),
    ),
    formulaText: formula,
    interval: metric.interval.method,
    legs,
    quality: metricQuality(metric, issues),
    checks: (await metricRules(host.workspace, metric, issues)).map((one) => ({
      ...one,
      judged: [...one.judged],
      unfilled: [...one.unfilled],
    })),
  };
};
