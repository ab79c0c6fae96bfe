import { basename, join, sep } from 'node:path';
import type { QueryContext } from '@bellwether/metrics';
import { loadPacks } from '@bellwether/sources';
import {
  ensureFresh,
  openWorkspace,
  queryContext,
  rebuildFigures,
  type Workspace,
  type WorkspaceConfig,
} from '@bellwether/warehouse';
import { dataVersion } from './data-version.js';
import { AnswerMemory } from './http/answer-memory.js';
import { AskAhead } from './http/ask-ahead.js';
import { Remembered } from './http/remembered.js';
import { SharedAnswers } from './http/shared-answers.js';
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
  readonly queue = new Queue(() => setImmediate(() => this.ahead.begin()));
  readonly jobs = new Jobs();
  readonly imports: Imports;
  /** Answers that were given lately. */
  readonly answers = new AnswerMemory<string>(64_000_000);
  /** The same, packed for the way. */
  readonly packed = new AnswerMemory<Buffer>(16_000_000);
  /** Answers on their way. */
  readonly shared = new SharedAnswers();
  /** What is asked again when the data has changed. */
  readonly ahead = new AskAhead(
    () => this.isAtWork,
    () => this.version(),
  );
  readonly #remembered: Remembered;
  #settled: Promise<void> = Promise.resolve();

  private constructor(workspace: Workspace, limits: ServerLimits) {
    this.#workspace = workspace;
    this.limits = limits;
    this.imports = new Imports(this);
    this.#remembered = new Remembered(() => workspace.engine.commits);
  }

  /** Opens the workspace and brings its figures up to date. Throws the errors of opening. */
  static async open(directory: string, limits: Partial<ServerLimits> = {}): Promise<Host> {
    const workspace = await openWorkspace(directory);
    await ensureFresh(workspace);
    // Reading the packs takes a moment that nobody should wait for in the midst of an import.
    loadPacks();
    return new Host(workspace, { ...defaultLimits, ...limits });
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  get data(): string {
    return join(this.#workspace.directory, 'data');
  }

  /** Brings the figures up to date for new settings and takes those on at the same moment; the engine stays. */
  async changeSettings(config: WorkspaceConfig): Promise<void> {
    let settle: () => void = () => undefined;
    this.#settled = new Promise((resolve) => (settle = resolve));
    try {
      await rebuildFigures({ ...this.#workspace, config }, () => {
        this.#workspace = { ...this.#workspace, config };
        this.#remembered.forget();
        settle();
      });
    } finally {
      settle();
    }
  }

  /** Ends when `workspace` has the settings that belong to every figure that can be seen: while new ones are committed it waits. */
  async settled(): Promise<void> {
    if (this.#workspace.engine.isCommitting) await this.#settled;
  }

  /** Which state of the data there is (`dataVersion`); asks the engine only when something was committed since. */
  version(): Promise<string> {
    return this.#remembered.of('version', () => dataVersion(this.#workspace));
  }

  /** What the organisation decides and a question does not; remembered as the version is. */
  context(): Promise<QueryContext> {
    return this.#remembered.of('context', () => queryContext(this.#workspace));
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

  /** An import, an undo, a decision or a change of settings runs or waits for its turn. Remembering an answer is no work. */
  get isAtWork(): boolean {
    return this.imports.isBusy || this.jobs.isRunning || this.queue.isBusy;
  }

  async close(): Promise<void> {
    await this.ahead.close();
    await this.queue.idle();
    await this.#workspace.close();
  }
}
