import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { get, queryText, write } from './client.js';
import type {
  Board,
  Explanation,
  Issue,
  MetricDetail,
  MetricSummary,
  Organisation,
  QueryRequest,
  QueryResult,
  RowsRequest,
  RowsResult,
} from './types.js';
import type {
  AccountDetail,
  AccountPage,
  Annotation,
  Cohorts,
  Funnel,
  SavedView,
  ScorecardLine,
  Timeline,
  Velocity,
} from './types-business.js';
import type { Batch, EntityChoice, Reject, Settings, Sources, StreamChoice } from './types-data.js';

/** Everything that depends on the data begins with this key, so that one call makes it all stale. */
export const dataKey = 'data';

const fromData = <T>(path: string) =>
  queryOptions({ queryKey: [dataKey, path], queryFn: ({ signal }) => get<T>(path, signal) });
const asked = <T>(path: string, body: unknown) =>
  queryOptions({
    queryKey: [dataKey, path, body],
    queryFn: ({ signal }) => write<T>('POST', path, body, signal),
    placeholderData: keepPreviousData,
  });

export const organisationQuery = fromData<Organisation>('/organisation');
export const metricsQuery = fromData<{ readonly metrics: readonly MetricSummary[] }>('/metrics');

export const useOrganisation = () => useQuery(organisationQuery);
export const useMetrics = () => useQuery(metricsQuery);
export const useMetric = (id: string) => useQuery(fromData<MetricDetail>(`/metrics/${encodeURIComponent(id)}`));
export const useBoard = () => useQuery(fromData<Board>('/board'));
export const useFigures = (request: QueryRequest | null) =>
  useQuery({ ...asked<QueryResult>('/query', request), enabled: request !== null });
export const useRows = (request: RowsRequest) => useQuery(asked<RowsResult>('/rows', request));
export const useExplanation = (request: QueryRequest) => useQuery(asked<Explanation>('/explain', request));
export const useDimensionValues = (dimension: string | null) =>
  useQuery({
    ...fromData<{ readonly values: readonly { readonly value: string | null; readonly n: number }[]; readonly truncated: boolean }>(
      `/dimensions/${encodeURIComponent(dimension ?? '')}/values?limit=200`,
    ),
    enabled: dimension !== null,
  });

export const useCohorts = (request: unknown) => useQuery(asked<Cohorts>('/cohorts', request));
export const useFunnel = (request: unknown) => useQuery(asked<Funnel>('/funnel', request));
export const useVelocity = (request: unknown) => useQuery(asked<Velocity>('/velocity', request));

export const useAccounts = (search: Readonly<Record<string, string | number | undefined>>) =>
  useQuery({ ...fromData<AccountPage>(`/accounts${queryText(search)}`), placeholderData: keepPreviousData });
export const useAccount = (id: string) => useQuery(fromData<AccountDetail>(`/accounts/${encodeURIComponent(id)}`));
export const useTimeline = (id: string, kinds: string, before: string | undefined) =>
  useQuery({
    ...fromData<Timeline>(`/accounts/${encodeURIComponent(id)}/timeline${queryText({ kinds, before, limit: 100 })}`),
    placeholderData: keepPreviousData,
  });

export const useScorecard = () =>
  useQuery({
    queryKey: [dataKey, '/scorecard'],
    queryFn: async ({ signal }) => listOf<ScorecardLine>(await get<unknown>('/scorecard', signal)),
  });
export const useAnnotations = () =>
  useQuery({
    queryKey: [dataKey, '/annotations'],
    queryFn: async ({ signal }) => listOf<Annotation>(await get<unknown>('/annotations', signal)),
  });
export const useViews = () =>
  useQuery({
    queryKey: [dataKey, '/views'],
    queryFn: async ({ signal }) => listOf<SavedView>(await get<unknown>('/views', signal)),
  });

export const useIssues = () => useQuery(fromData<{ readonly issues: readonly Issue[]; readonly withheld: readonly string[] }>('/quality'));
export const useSources = () => useQuery(fromData<Sources>('/sources'));
export const useBatches = () =>
  useQuery({
    queryKey: [dataKey, '/batches'],
    queryFn: async ({ signal }) => listOf<Batch>(await get<unknown>('/batches', signal)),
  });
export const useRejects = (batch: string | undefined, offset: number) =>
  useQuery({
    ...fromData<{ readonly total: number; readonly rejects: readonly Reject[] }>(`/rejects${queryText({ batch, limit: 50, offset })}`),
    placeholderData: keepPreviousData,
  });
export const useStreams = () =>
  useQuery({
    queryKey: ['streams'],
    queryFn: async ({ signal }) => listOf<StreamChoice>(await get<unknown>('/streams', signal)),
    staleTime: Infinity,
  });
export const useEntities = () =>
  useQuery({
    queryKey: ['entities'],
    queryFn: async ({ signal }) => listOf<EntityChoice>(await get<unknown>('/entities', signal)),
    staleTime: Infinity,
  });
export const useSettings = () => useQuery(fromData<Settings>('/settings'));

/** A list, whether it comes bare or under its one name. */
const listOf = <T>(answer: unknown): readonly T[] => {
  if (Array.isArray(answer)) return answer as T[];
  const inside = Object.values(answer as Record<string, unknown>).find((value) => Array.isArray(value));
  return (inside ?? []) as T[];
};
