import { createHash } from 'node:crypto';
import { planQuery, type QueryRequest } from '@bellwether/metrics';
import { queryMetrics, workspaceCatalogue } from '@bellwether/warehouse';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { queryAnswer, queryBody } from '../schemas/query.js';

/** Figures: several metrics in one call, the same JSON as `bellwether query --format json`. */
export const addQuery = (app: App, host: Host): void => {
  app.post(
    '/query',
    {
      schema: {
        tags: ['figures'],
        summary: 'Figures over time and by segment',
        body: queryBody,
        response: { 200: queryAnswer },
      },
    },
    async (request, reply) => {
      const question: QueryRequest = request.body;
      const key = await questionKey(host, question);
      return tagged(host, request, reply, key, async (): Promise<Answer<typeof queryAnswer>> => {
        const answer = await queryMetrics(host.workspace, question);
        if (answer.cells.length > host.limits.cells)
          throw problem(
            'answer_too_large',
            `The answer has ${answer.cells.length} cells, more than ${host.limits.cells}.`,
          );
        return answer;
      });
    },
  );
};

/** Equal for the same question under the same definitions, assumptions and as-of date. Throws a MetricsError. */
export const questionKey = async (host: Host, question: QueryRequest): Promise<string> => {
  const asked = createHash('sha256')
    .update(`${await host.version()}:${JSON.stringify(question)}`)
    .digest('base64url');
  const known = host.questions.find(asked);
  if (known !== undefined) return known;
  const catalogue = workspaceCatalogue(host.workspace);
  const { hash } = planQuery(question, await host.context(), { catalogue });
  host.questions.keep(asked, hash);
  return hash;
};
