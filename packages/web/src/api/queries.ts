import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { get, queryText, write } from './client.js';
import type {
  Board,
  DefinitionVersions,
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
  TargetChange,
  Timeline,
  Velocity,
} from './types-business.js';
import type {
  AccountEvidence,
  AloneRecords,
  IdentityCoverage,
  KeptApartPairs,
  UnitedAccounts,
} from './types-identity.js';
import type {
  Batch,
  EntityChoice,
  ImportJob,
  Reject,
  Settings,
  Sources,
  StreamChoice,
  Workspaces,
} from './types-data.js';

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
export const useMetric = (id: string) =>
  useQuery(fromData<MetricDetail>(`/metrics/${encodeURIComponent(id)}`));
export const useBoard = () => useQuery(fromData<Board>('/board'));
export const useFigures = (request: QueryRequest | null) =>
  useQuery({ ...asked<QueryResult>('/query', request), enabled: request !== null });
export const useRows = (request: RowsRequest) => useQuery(asked<RowsResult>('/rows', request));
export const useExplanation = (request: QueryRequest) => useQuery(asked<Explanation>('/explain', request));
export const useDimensionValues = (dimension: string | null) =>
  useQuery({
    ...fromData<{
      readonly values: readonly { readonly value: string | null; readonly n: number }[];
      readonly truncated: boolean;
    }>(`/dimensions/${encodeURIComponent(dimension ?? '')}/values?limit=200`),
    enabled: dimension !== null,
  });

export const useCohorts = (request: unknown) => useQuery(asked<Cohorts>('/cohorts', request));
export const useFunnel = (request: unknown) => useQuery(asked<Funnel>('/funnel', request));
export const useVelocity = (request: unknown) => useQuery(asked<Velocity>('/velocity', request));

export const useAccounts = (search: Readonly<Record<string, string | number | undefined>>) =>
  useQuery({ ...fromData<AccountPage>(`/accounts${queryText(search)}`), placeholderData: keepPreviousData });
export const useAccount = (id: string) =>
  useQuery(fromData<AccountDetail>(`/accounts/${encodeURIComponent(id)}`));
export const useTimeline = (id: string, kinds: string, before: string | undefined) =>
  useQuery({
    ...fromData<Timeline>(
      `/accounts/${encodeURIComponent(id)}/timeline${queryText({ kinds, before, limit: 40 })}`,
    ),
    placeholderData: keepPreviousData,
  });

export const useScorecard = () =>
  useQuery({
    ...fromData<{ readonly lines: readonly ScorecardLine[] }>('/scorecard'),
    select: (answer) => answer.lines,
  });
export const useTargetChanges = (id: string) =>
  useQuery({
    ...fromData<{ readonly changes: readonly TargetChange[] }>(`/targets/${encodeURIComponent(id)}/changes`),
    select: (answer) => answer.changes,
  });
export const useAnnotations = () =>
  useQuery({
    ...fromData<{ readonly annotations: readonly Annotation[] }>('/annotations'),
    select: (answer) => answer.annotations,
  });
export const useViews = () =>
  useQuery({
    ...fromData<{ readonly views: readonly SavedView[] }>('/views'),
    select: (answer) => answer.views,
  });

export const useIssues = (isAll = false) =>
  useQuery(
    fromData<{ readonly issues: readonly Issue[]; readonly withheld: readonly string[] }>(
      `/quality${isAll ? '?all=true' : ''}`,
    ),
  );
export const useSources = () => useQuery(fromData<Sources>('/sources'));
/** Uploads as they stand, the newest first. */
export const useUploads = () =>
  useQuery({
    ...fromData<{ readonly imports: readonly ImportJob[] }>('/imports'),
    select: (answer) => answer.imports,
    staleTime: 0,
  });
export const useBatches = () =>
  useQuery({
    ...fromData<{ readonly batches: readonly Batch[] }>('/batches'),
    select: (answer) => answer.batches,
  });
/** Rejected rows that are asked for at a time. */
export const rejectsPageSize = 50;
export const useRejects = (batch: string | undefined, offset: number) =>
  useQuery({
    ...fromData<{ readonly total: number; readonly rejects: readonly Reject[] }>(
      `/rejects${queryText({ batch, limit: rejectsPageSize, offset })}`,
    ),
    placeholderData: keepPreviousData,
  });
/** Records of identity that are asked for at a time. */
export const identityPageSize = 25;
type Asked = Readonly<Record<string, string | number | undefined>>;
export const useIdentity = () => useQuery(fromData<IdentityCoverage>('/identity'));
export const useUnitedAccounts = (asked: Asked) =>
  useQuery({
    ...fromData<UnitedAccounts>(`/identity/accounts${queryText({ ...asked, limit: identityPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const useEvidence = (id: string) =>
  useQuery(fromData<AccountEvidence>(`/identity/accounts/${encodeURIComponent(id)}`));
export const useAloneRecords = (asked: Asked) =>
  useQuery({
    ...fromData<AloneRecords>(`/identity/alone${queryText({ ...asked, limit: identityPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const useKeptApart = (asked: Asked) =>
  useQuery({
    ...fromData<KeptApartPairs>(`/identity/apart${queryText({ ...asked, limit: identityPageSize })}`),
    placeholderData: keepPreviousData,
  });
export const useDefinitionVersions = (id: string) =>
  useQuery(fromData<DefinitionVersions>(`/metrics/${encodeURIComponent(id)}/versions`));
export const useStreams = () =>
  useQuery({
    ...fromData<{ readonly streams: readonly StreamChoice[] }>('/streams'),
    select: (answer) => answer.streams,
  });
export const useEntities = () =>
  useQuery({
    ...fromData<{ readonly entities: readonly EntityChoice[] }>('/entities'),
    select: (answer) => answer.entities,
  });
export const useSettings = () => useQuery(fromData<Settings>('/settings'));
export const useWorkspaces = () => useQuery(fromData<Workspaces>('/workspaces'));
