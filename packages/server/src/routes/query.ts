import type { QueryRequest } from '@bellwether/metrics';
import { planOf, queryMetrics, workspaceCatalogue } from '@bellwether/warehouse';
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
      // The hash is the same for one question under the same definitions, assumptions and as-of date.
      const { hash } = planOf(question, await host.context(), workspaceCatalogue(host.workspace));
      return tagged(host, request, reply, hash, async (): Promise<Answer<typeof queryAnswer>> => {
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
