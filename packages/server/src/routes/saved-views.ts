import { addSavedView, changeSavedView, deleteSavedView, listSavedViews } from '@bellwether/warehouse';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import type { Host } from '../host.js';
import { idParams } from '../schemas/common.js';
import { view, viewBody } from '../schemas/operations.js';

const tags = ['views'];

/** Pages with their filters, under a name. */
export const addSavedViews = (app: App, host: Host): void => {
  app.get(
    '/views',
    {
      schema: { tags, summary: 'Saved views by name', response: { 200: z.object({ views: z.array(view) }) } },
    },
    async () => ({ views: await listSavedViews(host.workspace) }),
  );

  app.post(
    '/views',
    { schema: { tags, summary: 'Save a view', body: viewBody, response: { 201: view } } },
    async (request, reply) => reply.code(201).send(await addSavedView(host.workspace, request.body)),
  );

  app.put(
    '/views/:id',
    { schema: { tags, summary: 'Change a view', params: idParams, body: viewBody, response: { 200: view } } },
    (request) => changeSavedView(host.workspace, request.params.id, request.body),
  );

  app.delete(
    '/views/:id',
    { schema: { tags, summary: 'Delete a view', params: idParams, response: { 200: view } } },
    (request) => deleteSavedView(host.workspace, request.params.id),
  );
};
