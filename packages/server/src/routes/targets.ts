import { findMetric, parsePeriod, planQuery } from '@bellwether/metrics';
import {
  addTarget,
  changeTarget,
  deleteTarget,
  listTargets,
  queryContext,
  targetChanges,
  type TargetInput,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import { scoreTargets } from '../present/scorecard.js';
import { idParams, name } from '../schemas/common.js';
import { scorecardAnswer, target, targetBody, targetChange } from '../schemas/operations.js';

const tags = ['targets'];
const listQuery = z.strictObject({ metric: name.optional() });

/** What figures are to be, by period and part of the company, and how that stands. */
export const addTargets = (app: App, host: Host): void => {
  const exists = () => problem('target_exists', 'The metric has a target for this period and part already.');

  app.get(
    '/targets',
    {
      schema: {
        tags,
        summary: 'Every target',
        querystring: listQuery,
        response: { 200: z.object({ targets: z.array(target) }) },
      },
    },
    async (request) => ({ targets: await listTargets(host.workspace, request.query.metric ?? null) }),
  );

  app.post(
    '/targets',
    { schema: { tags, summary: 'Set a target', body: targetBody, response: { 201: target } } },
    async (request, reply) => {
      const made = await addTarget(host.workspace, await checked(host, request.body));
      if (made === null) throw exists();
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/targets/:id',
    {
      schema: {
        tags,
        summary: 'Change a target',
        params: idParams,
        body: targetBody,
        response: { 200: target },
      },
    },
    async (request) => {
      const changed = await changeTarget(
        host.workspace,
        request.params.id,
        await checked(host, request.body),
      );
      if (changed === null) throw exists();
      return changed;
    },
  );

  app.delete(
    '/targets/:id',
    {
      schema: {
        tags,
        summary: 'Delete a target; the answer is what was deleted, to set it again',
        params: idParams,
        response: { 200: target },
      },
    },
    (request) => deleteTarget(host.workspace, request.params.id),
  );

  app.get(
    '/targets/:id/changes',
    {
      schema: {
        tags,
        summary: 'What was done to a target, the newest first',
        params: idParams,
        response: { 200: z.object({ changes: z.array(targetChange) }) },
      },
    },
    async (request) => ({ changes: await targetChanges(host.workspace, request.params.id) }),
  );

  app.get(
    '/scorecard',
    {
      schema: {
        tags,
        summary: 'Targets with their live figure, pace and status',
        querystring: listQuery.extend({ owner: z.string().max(200).optional() }),
        response: { 200: scorecardAnswer },
      },
    },
    ({ query: { metric, owner } }, reply): Promise<Answer<typeof scorecardAnswer>> =>
      answered(host, reply, async () => {
        const all = await listTargets(host.workspace, metric ?? null);
        const context = await queryContext(host.workspace);
        const scored = await scoreTargets(
          host,
          all.filter((one) => owner === undefined || one.owner === owner),
        );
        return {
          asOf: context.asOf,
          currency: context.currency,
          lines: scored.map(({ target: one, metric: definition, cell, standing, problem: why }) => ({
            ...one,
            metricName: definition?.name ?? one.metric,
            unit: definition?.unit ?? 'count',
            better: definition?.better ?? 'neither',
            cell,
            actual: standing?.actual ?? null,
            progress: standing?.progress ?? null,
            pace: standing?.pace ?? null,
            status: standing?.status ?? 'unknown',
            problem: why,
          })),
        };
      }),
  );
};

/** The target as it is kept, once its question can be asked. Throws a MetricsError or the problem `value_unfit`. */
const checked = async (host: Host, body: z.output<typeof targetBody>): Promise<TargetInput> => {
  const catalogue = workspaceCatalogue(host.workspace);
  const context = await queryContext(host.workspace);
  const { metric, period, where, owner, note, reviewOn } = body;
  parsePeriod(period, context.fiscalYearStartsMonth);
  planQuery({ metrics: [metric], from: period, to: period, where }, context, { catalogue });
  const { unit } = findMetric(metric, catalogue);
  const isMoney = unit === 'money' || unit === 'money_per_day';
  const value = isMoney ? decimalText(body.value) : Number(body.value);
  if (unit === 'ratio' && Math.abs(Number(value)) > 10)
    throw problem(
      'value_unfit',
      `A ratio is a fraction: 42 % is 0.42, and ${body.value} would be ${Number(body.value) * 100} %.`,
    );
  return { metric, period, where, value, owner, note, reviewOn };
};

const decimalText = (value: number | string): string => {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value) || Math.abs(value) >= 1e14)
    throw problem('value_unfit', `${value} is not an amount of money.`);
  return value.toFixed(4).replace(/(\.\d\d)(\d*?)0+$/, '$1$2');
};
