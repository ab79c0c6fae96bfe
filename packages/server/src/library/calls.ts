import type { QueryRequest, RowsRequest } from '@bellwether/metrics';
import {
  type AccountEvidence,
  accountEvidence,
  accountRecord,
  backupWorkspace,
  type Board,
  board,
  cellRows,
  explainQuery,
  importFiles,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type JudgedResult,
  listBatches,
  listRejects,
  type OpenIssue,
  openIssues,
  planImport,
  type QueryExplanation,
  queryMetrics,
  type Reject,
  scaffoldMapping,
  type SourcedRows,
  undoBatch,
  type Workspace,
  type WorkspaceConfig,
} from '@bellwether/warehouse';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type ImportPreview, importPreview } from './import-preview.js';

/** How far a call is; `wait` until those before it have ended. */
export type CallProgress = Omit<ImportProgress, 'phase'> & {
  readonly phase: ImportProgress['phase'] | 'wait';
};

export interface Call<Asked, Answer> {
  /** Writing calls follow one another, as imports do. */
  readonly writes: boolean;
  readonly asks: z.ZodType<Asked>;
  readonly run: (
    workspace: Workspace,
    asked: Asked,
    onProgress: (progress: CallProgress) => void,
  ) => Promise<Answer>;
}

/** Each call with what it takes and gives: plain data, so that it may come from another process. */
export interface Calls {
  readonly settings: { asked: Nothing; answer: WorkspaceConfig };
  readonly batches: { asked: Nothing; answer: Awaited<ReturnType<typeof listBatches>> };
  readonly issues: { asked: Nothing; answer: OpenIssue[] };
  readonly rejects: { asked: { readonly batch?: string | undefined }; answer: Reject[] };
  readonly board: { asked: { readonly months: number }; answer: Board };
  readonly query: { asked: QueryRequest; answer: JudgedResult };
  readonly explain: { asked: QueryRequest; answer: QueryExplanation };
  readonly rows: { asked: RowsRequest; answer: SourcedRows };
  /** Null where nothing speaks for the record being one with another. */
  readonly why: { asked: { readonly record: string }; answer: AccountEvidence | null };
  readonly planImport: { asked: ImportAsked; answer: ImportPreview };
  readonly scaffold: { asked: ImportAsked; answer: string };
  readonly import: { asked: ImportAsked; answer: ImportReport };
  readonly undo: { asked: { readonly batch: string }; answer: null };
  readonly backup: { asked: { readonly to: string; readonly from: string }; answer: null };
}
export type CallName = keyof Calls;

const reads = <Asked, Answer>(
  asks: z.ZodType<Asked>,
  run: Call<Asked, Answer>['run'],
): Call<Asked, Answer> => ({ writes: false, asks, run });
const writes = <Asked, Answer>(
  asks: z.ZodType<Asked>,
  run: Call<Asked, Answer>['run'],
): Call<Asked, Answer> => ({ writes: true, asks, run });

const nothing = z.strictObject({});
type Nothing = z.output<typeof nothing>;
const path = z.string().min(1).max(10_000);
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;
/** The metrics package checks a question in full and says in its own words what is wrong with it. */
const question = z.custom<QueryRequest>(isRecord, 'not a question');
const rowsQuestion = z.custom<RowsRequest>(isRecord, 'not a question');

const importAsked = z.strictObject({
  paths: z.array(path).min(1),
  /** The folder that relative paths start from: that of whoever asks, not of the server. */
  from: path,
  as: z.string().max(200).optional(),
  mapping: path.optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  encoding: z.string().max(100).optional(),
});

export type ImportAsked = z.output<typeof importAsked>;

/** The options without those that are not given. */
const optionsOf = ({ from, as, mapping, dateOrder, decimal, encoding }: ImportAsked): ImportOptions => ({
  from,
  ...(as === undefined ? {} : { as }),
  ...(mapping === undefined ? {} : { mapping }),
  ...(dateOrder === undefined ? {} : { dateOrder }),
  ...(decimal === undefined ? {} : { decimal }),
  ...(encoding === undefined ? {} : { encoding }),
});

/**
 * What the command line asks of a workspace, by name: run in its own process where no server holds the workspace, else in
 * the server's. Plain data in and out, so that both ways give the same.
 */
export const calls: { readonly [Name in CallName]: Call<Calls[Name]['asked'], Calls[Name]['answer']> } = {
  settings: reads(nothing, async ({ config }) => config),
  batches: reads(nothing, (workspace) => listBatches(workspace)),
  issues: reads(nothing, (workspace) => openIssues(workspace)),
  rejects: reads(z.strictObject({ batch: z.string().max(100).optional() }), (workspace, { batch }) =>
    listRejects(workspace, batch),
  ),
  board: reads(z.strictObject({ months: z.number() }), (workspace, { months }) => board(workspace, months)),
  query: reads(question, (workspace, asked) => queryMetrics(workspace, asked)),
  explain: reads(question, (workspace, asked) => explainQuery(workspace, asked)),
  rows: reads(rowsQuestion, (workspace, asked) => cellRows(workspace, asked)),
  why: reads(z.strictObject({ record: z.string().min(1).max(300) }), async (workspace, { record }) => {
    const { accountId } = await accountRecord(workspace, record);
    return accountEvidence(workspace, accountId);
  }),
  planImport: writes(importAsked, async (workspace, asked) =>
    importPreview(await planImport(workspace, asked.paths, optionsOf(asked))),
  ),
  scaffold: writes(importAsked, (workspace, asked) =>
    scaffoldMapping(workspace, asked.paths, optionsOf(asked)),
  ),
  import: writes(importAsked, (workspace, asked, onProgress) =>
    importFiles(workspace, asked.paths, { ...optionsOf(asked), onProgress }),
  ),
  undo: writes(z.strictObject({ batch: z.string().max(100) }), async (workspace, { batch }) => {
    await undoBatch(workspace, batch);
    return null;
  }),
  backup: writes(z.strictObject({ to: path, from: path }), async (workspace, { to, from }) => {
    await backupWorkspace(workspace, to, resolve(from, to));
    return null;
  }),
};
