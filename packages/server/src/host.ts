import { createHash } from 'node:crypto';
import { basename, join, sep } from 'node:path';
import { ensureFresh, openWorkspace, type Workspace, type WorkspaceConfig } from '@bellwether/warehouse';
import { AnswerMemory } from './http/answer-memory.js';
import { problem } from './http/problems.js';
import { Imports } from './imports/imports.js';
import { Jobs } from './jobs/jobs.js';
import { Queue } from './jobs/queue.js';

/** How much one request may ask of the machine. */
export interface ServerLimits {
  /** Bytes of one uploaded file. */
  readonly fileBytes: number;
  /** Bytes of all files of one upload. */
  readonly uploadBytes: number;
  readonly filesPerUpload: number;
  /** Uploads that wait to be loaded. */
  readonly uploads: number;
  /** Bytes of a JSON body. */
  readonly bodyBytes: number;
  /** Cells of one answer. */
  readonly cells: number;
  /** Rows of one streamed export. */
  readonly exportRows: number;
  /** Milliseconds until a question is given up. */
  readonly answerMilliseconds: number;
}

export const defaultLimits: ServerLimits = Object.freeze({
  fileBytes: 4 * 2 ** 30,
  uploadBytes: 8 * 2 ** 30,
  filesPerUpload: 500,
  uploads: 20,
  bodyBytes: 2 ** 20,
  cells: 100_000,
  exportRows: 1_000_000,
  answerMilliseconds: 30_000,
});

/** The one workspace of a server, as every route sees it. */
export class Host {
  #workspace: Workspace;
  readonly limits: ServerLimits;
  /** Imports, undo and settings: one after the other. */
  readonly queue = new Queue();
  readonly jobs = new Jobs();
  readonly imports: Imports;
  /** Answers that were given lately. */
  readonly answers = new AnswerMemory(64_000_000);

  private constructor(workspace: Workspace, limits: ServerLimits) {
    this.#workspace = workspace;
    this.limits = limits;
    this.imports = new Imports(this);
  }

  /** Opens the workspace and brings its figures up to date. Throws the errors of opening. */
  static async open(directory: string, limits: Partial<ServerLimits> = {}): Promise<Host> {
    const workspace = await openWorkspace(directory);
    await ensureFresh(workspace);
    return new Host(workspace, { ...defaultLimits, ...limits });
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  get data(): string {
    return join(this.#workspace.directory, 'data');
  }

  /** Takes settings on; the engine stays. The caller has brought the figures up to date for them. */
  adopt(config: WorkspaceConfig): void {
    this.#workspace = { ...this.#workspace, config };
  }

  /**
   * A text that changes when any figure, grade, target or note may have changed: the counters of loading, of facts and of
   * operations, and what the rules found (they are judged in a transaction of their own, after the facts).
   */
  async version(): Promise<string> {
    const rows = await this.#workspace.engine.rows(
      `SELECT (SELECT list(name || '=' || value ORDER BY name)::VARCHAR FROM control.setting
               WHERE name IN ('data_version', 'facts_data_version', 'facts_key', 'as_of', 'operations_version')) AS counters,
              (SELECT count(*)::VARCHAR || ':' || coalesce(bit_xor(hash(rule, entity, severity, affected, population, message, file_id)), 0)::VARCHAR
               FROM control.issue) AS issues`,
    );
    return createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22);
  }

  /** Of which data the figures are; changes in the same transaction as they do. */
  async factsVersion(): Promise<string> {
    const rows = await this.#workspace.engine.rows(
      `SELECT value FROM control.setting WHERE name IN ('facts_data_version', 'facts_key') ORDER BY name`,
    );
    return rows.map(({ value }) => String(value)).join(':');
  }

  /** The answer, or the problem `too_slow` when it takes longer than the limit; its statement ends by itself. */
  async timely<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const seconds = this.limits.answerMilliseconds / 1000;
        reject(problem('too_slow', `The answer was not there after ${seconds} seconds.`));
      }, this.limits.answerMilliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
      // Whoever gave up no longer listens: a later failure must not end the process.
      work.catch(() => undefined);
    }
  }

  /** A file as a person knows it: without the folders of this machine. */
  shownFile(path: string): string {
    const { staging } = this.imports;
    if (path.startsWith(staging + sep))
      return path
        .slice(staging.length + 1)
        .split(sep)
        .slice(1)
        .join('/');
    return path.startsWith(sep) ? basename(path) : path;
  }

  /** A message without the folders of this machine. */
  hide(text: string): string {
    const { staging } = this.imports;
    return text
      .split(staging + sep)
      .map((part, index) => (index === 0 ? part : part.replace(/^[0-9a-f]+[/\\]/, '')))
      .join('')
      .replaceAll(this.#workspace.directory + sep, '')
      .replaceAll(this.#workspace.directory, 'the workspace');
  }

  async close(): Promise<void> {
    await this.queue.idle();
    await this.#workspace.close();
  }
}
