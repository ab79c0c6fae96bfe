import {
  addAnnotation,
  changeAnnotation,
  deleteAnnotation,
  listAnnotations,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { idParams, name } from '../schemas/common.js';
import { annotation, annotationBody } from '../schemas/operations.js';

const tags = ['annotations'];

/** What happened on a day that a trend may show. */
export const addAnnotations = (app: App, host: Host): void => {
  const check = ({ metrics }: z.output<typeof annotationBody>): void => {
    const { definitions } = workspaceCatalogue(host.workspace);
    const unknown = metrics.filter((id) => !definitions.some((metric) => metric.id === id));
    if (unknown.length > 0) throw problem('value_unfit', `There is no metric ${unknown.join(', ')}.`);
  };

  app.get(
    '/annotations',
    {
      schema: {
        tags,
        summary: 'Notes in the order of their days; those that a metric shows where one is named',
        querystring: z.strictObject({ metric: name.optional() }),
        response: { 200: z.object({ annotations: z.array(annotation) }) },
      },
    },
    async (request) => ({ annotations: await listAnnotations(host.workspace, request.query.metric ?? null) }),
  );

  app.post(
    '/annotations',
    { schema: { tags, summary: 'Write a note', body: annotationBody, response: { 201: annotation } } },
    async (request, reply) => {
      check(request.body);
      return reply.code(201).send(await addAnnotation(host.workspace, request.body));
    },
  );

  app.put(
    '/annotations/:id',
    {
      schema: {
        tags,
        summary: 'Change a note',
        params: idParams,
        body: annotationBody,
        response: { 200: annotation },
      },
    },
    async (request) => {
      check(request.body);
      return changeAnnotation(host.workspace, request.params.id, request.body);
    },
  );

  app.delete(
    '/annotations/:id',
    { schema: { tags, summary: 'Delete a note', params: idParams, response: { 200: annotation } } },
    (request) => deleteAnnotation(host.workspace, request.params.id),
  );
};
