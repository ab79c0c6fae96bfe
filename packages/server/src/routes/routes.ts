import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app-types.js';
import type { Problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { openApiOf } from '../openapi.js';
import { addAccounts } from './accounts.js';
import { addAnalysis } from './analysis.js';
import { addAnnotations } from './annotations.js';
import { addBatches } from './batches.js';
import { addBoard } from './board.js';
import { addDefinitions } from './definitions.js';
import { addHealth } from './health.js';
import { addIdentity } from './identity.js';
import { addIdentityDecisions } from './identity-decisions.js';
import { addImports } from './imports.js';
import { addLibrary } from './library.js';
import { addMetrics } from './metrics.js';
import { addOrganisation } from './organisation.js';
import { addQuality } from './quality.js';
import { addQuery } from './query.js';
import { addRejects } from './rejects.js';
import { addRows } from './rows.js';
import { addSavedViews } from './saved-views.js';
import { addSearch } from './search.js';
import { addTargets } from './targets.js';
import { addWorkspaces } from './workspaces.js';
import type { Crossing } from '../workspaces/crossing.js';

export interface RouteOptions {
  readonly host: Host;
  /** The problem document of an error that happens after its request was answered. */
  readonly describe: (error: unknown) => Problem;
  /** The way to another workspace. */
  readonly crossing: Crossing;
  /** Gets what no person may see. */
  readonly report: (line: string) => void;
  readonly isKnown: (request: FastifyRequest) => boolean;
  readonly endSession: (request: FastifyRequest) => void;
}

/** Every address of the API. */
export const addRoutes = (app: App, options: RouteOptions): void => {
  const { host, describe, crossing, report, isKnown, endSession } = options;
  addHealth(app, host, isKnown);
  addWorkspaces(app, host, crossing);
  addOrganisation(app, host, describe);
  addMetrics(app, host);
  addDefinitions(app, host);
  addQuery(app, host);
  addBoard(app, host);
  addRows(app, host);
  addAnalysis(app, host);
  addAccounts(app, host);
  addSearch(app, host);
  addIdentity(app, host);
  addIdentityDecisions(app, host, describe);
  addQuality(app, host);
  addBatches(app, host, describe);
  addRejects(app, host);
  addImports(app, host, describe);
  addTargets(app, host);
  addAnnotations(app, host);
  addSavedViews(app, host);
  addLibrary(app, host, report);
  app.get('/openapi.json', { schema: { hide: true } }, () => openApiOf(app));
  app.delete('/session', { schema: { tags: ['server'], summary: 'End this session' } }, (request, reply) => {
    endSession(request);
    return reply.code(204).send();
  });
};
