import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Loading, ProblemNote } from '../components/states.js';
import { Home } from '../pages/home/home.js';
import { parseSearch, stringifySearch, type ViewSearch } from '../url/view-search.js';
import { NotFound } from './not-found.js';
import { Shell } from './shell.js';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): ViewSearch => search,
});

const page = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  page(
    '/metrics',
    lazyRouteComponent(() => import('../pages/metric/catalogue.js'), 'Catalogue'),
  ),
  page(
    '/metric/$id',
    lazyRouteComponent(() => import('../pages/metric/metric-page.js'), 'MetricPage'),
  ),
  page(
    '/scorecards',
    lazyRouteComponent(() => import('../pages/scorecards/scorecards.js'), 'Scorecards'),
  ),
  page(
    '/cohorts',
    lazyRouteComponent(() => import('../pages/cohorts/cohorts-page.js'), 'CohortsPage'),
  ),
  page(
    '/accounts',
    lazyRouteComponent(() => import('../pages/accounts/accounts.js'), 'Accounts'),
  ),
  page(
    '/accounts/$id',
    lazyRouteComponent(() => import('../pages/accounts/account-page.js'), 'AccountPage'),
  ),
  page(
    '/data',
    lazyRouteComponent(() => import('../pages/data/data-page.js'), 'DataPage'),
  ),
  page(
    '/data/import',
    lazyRouteComponent(() => import('../pages/data/import-page.js'), 'ImportPage'),
  ),
  page(
    '/start',
    lazyRouteComponent(() => import('../pages/start/start-page.js'), 'StartPage'),
  ),
  page(
    '/settings',
    lazyRouteComponent(() => import('../pages/settings/settings-page.js'), 'SettingsPage'),
  ),
]);

/** The pages and their addresses. Filters live in the query of the address, written by `stringifySearch`. */
export const router = createRouter({
  routeTree: tree,
  parseSearch: (text) => parseSearch(text) as Record<string, unknown>,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Loading what="the page" />,
  defaultErrorComponent: ({ error, reset }) => <ProblemNote error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
