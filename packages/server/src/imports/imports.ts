import { type ImportOptions, type ImportProgress, importFiles, planImport } from '@bellwether/warehouse';
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Answer } from '../http/app-types.js';
import { type Problem, problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { within } from '../jobs/jobs.js';
import { presentPlan } from '../present/import-plan.js';
import { presentReport } from '../present/import-report.js';
import type { importAnswer, importOptions } from '../schemas/import.js';
import { dropRecord, keepUpload, keptUploads } from './kept-uploads.js';
import { mappingText } from './mapping-text.js';
import { Staging } from './staging.js';

type Options = z.output<typeof importOptions>;
export type ImportState = Answer<typeof importAnswer>;

interface Entry {
  state: ImportState;
  readonly staging: Staging;
  end: Promise<void>;
}

/** Loaded imports that are remembered after their files are gone. */
const remembered = 100;

/**
 * Uploads on their way into the workspace: uploaded → planned → loaded. Their files lie in `data/staging`; those that wait
 * are there again when the workspace is opened again, to be understood anew. What was loaded is a batch of the workspace.
 */
export class Imports {
  readonly staging: string;
  readonly #host: Host;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new EventEmitter<Record<string, [ImportState]>>();

  constructor(host: Host) {
    this.#host = host;
    this.staging = join(host.data, 'staging');
    this.#changes.setMaxListeners(0);
    for (const { id, createdAt, options, staging } of keptUploads(this.staging, host.limits))
      this.#entries.set(id, {
        state: { ...uploaded(id, createdAt, staging), options },
        staging,
        end: Promise.resolve(),
      });
  }

  /** Takes an upload in: all its files or, when one is over the limits or cut short, none. */
  async upload(
    files: AsyncIterable<{ readonly name: string; readonly content: Readable }>,
  ): Promise<ImportState> {
    const waiting = [...this.#entries.values()].filter(({ state }) => state.status !== 'loaded').length;
    if (waiting >= this.#host.limits.uploads)
      throw problem('too_many_imports', `${waiting} uploads wait to be loaded.`);
    const id = randomBytes(8).toString('hex');
    const createdAt = new Date().toISOString();
    const staging = new Staging(join(this.staging, id), this.#host.limits);
    try {
      for await (const { name, content } of files) await staging.add(name, content);
      if (staging.files.length === 0) throw problem('upload_empty', 'The upload holds no file.');
      keepUpload({ createdAt, options: {}, staging });
    } catch (error) {
      staging.remove();
      throw error;
    }
    const state = uploaded(id, createdAt, staging);
    this.#entries.set(id, { state, staging, end: Promise.resolve() });
    return state;
  }

  /** One is being understood or loaded. */
  get isBusy(): boolean {
    return [...this.#entries.values()].some(({ state }) => isBusy(state));
  }

  list(): ImportState[] {
    return [...this.#entries.values()].map(({ state }) => state).toReversed();
  }

  find(id: string): ImportState {
    return this.#entry(id).state;
  }

  /** Removes an upload that is not at work. What it loaded stays. */
  remove(id: string): ImportState {
    const entry = this.#idle(id);
    entry.staging.remove();
    this.#entries.delete(id);
    return entry.state;
  }

  /** Understands the files without loading them. Goes on by itself; `wait` tells how long to wait for the end. */
  plan(
    id: string,
    options: Options,
    wait: number,
    describe: (error: unknown) => Problem,
  ): Promise<ImportState> {
    return this.#take(id, 'planning', options, wait, describe, async (paths, settings) => {
      const plan = await planImport(this.#host.workspace, paths, settings);
      return { status: 'planned', plan: await presentPlan(this.#host, plan) };
    });
  }

  /** Loads what is decided as one batch. Goes on by itself; `wait` tells how long to wait for the end. */
  load(
    id: string,
    options: Options,
    wait: number,
    describe: (error: unknown) => Problem,
  ): Promise<ImportState> {
    return this.#take(id, 'loading', options, wait, describe, async (paths, settings) => {
      const report = await importFiles(this.#host.workspace, paths, settings);
      return { status: 'loaded', report: presentReport(this.#host, report) };
    });
  }

  /** Calls back at each change until the import is idle or `signal` ends it. */
  async watch(id: string, signal: AbortSignal, onChange: (state: ImportState) => void): Promise<void> {
    const entry = this.#entry(id);
    onChange(entry.state);
    if (!isBusy(entry.state)) return;
    this.#changes.on(id, onChange);
    const left = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    await Promise.race([entry.end, left]);
    this.#changes.off(id, onChange);
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (!entry)
      throw problem(
        'not_found',
        'There is no such upload; it was removed, or has been loaded before a restart.',
      );
    return entry;
  }

  #idle(id: string): Entry {
    const entry = this.#entry(id);
    if (isBusy(entry.state)) throw problem('import_busy', `The import is ${entry.state.status}.`);
    return entry;
  }

  #work({ state, staging }: Entry, options: Options): readonly [string[], ImportOptions] {
    const wanted = options.files ?? staging.files.map(({ name }) => name);
    const paths = wanted.map((name) => {
      const found = staging.files.find((file) => file.name === name);
      if (!found) throw problem('value_unfit', `The upload holds no file '${name}'.`);
      // Called by its own name wherever it is shown, not by the folder it waits in.
      return relative(staging.folder, found.path);
    });
    if (state.status === 'loaded' && options.files === undefined)
      throw problem('import_done', 'Everything of this upload that could be loaded is loaded.');
    let mapping: string | undefined;
    if (options.mapping !== undefined) {
      const text = mappingText(options.mapping);
      // Beside the upload's folder, so that it is no file of it.
      mapping = `${staging.folder}.yaml`;
      writeFileSync(mapping, text, { mode: 0o600 });
    }
    const settings = {
      from: staging.folder,
      ...(options.as === undefined ? {} : { as: options.as }),
      ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
      ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
      ...(mapping === undefined ? {} : { mapping }),
    };
    return [paths, settings];
  }

  /** Takes one step with the files of an upload, in the queue of all writing. */
  async #take(
    id: string,
    status: 'planning' | 'loading',
    options: Options,
    wait: number,
    describe: (error: unknown) => Problem,
    step: (paths: readonly string[], settings: ImportOptions) => Promise<Partial<ImportState>>,
  ): Promise<ImportState> {
    const entry = this.#idle(id);
    const [paths, given] = this.#work(entry, options);
    const onProgress = ({ phase, file, fraction }: ImportProgress) =>
      this.#change(entry, { progress: { phase, file: this.#host.shownFile(file), fraction } });
    const progress = { phase: 'wait', file: '', fraction: 0 } as const;
    keepUpload({ createdAt: entry.state.createdAt, options, staging: entry.staging });
    this.#change(entry, { status, options, progress, problem: null });
    entry.end = this.#host.queue
      .run(() => step(paths, { ...given, onProgress }))
      .then(
        (end) => this.#change(entry, { ...end, progress: { phase: 'check', file: '', fraction: 1 } }),
        (error: unknown) => this.#change(entry, { status: 'failed', problem: describe(error) }),
      );
    void entry.end.then(() => this.#forget());
    await within(entry.end, wait);
    return entry.state;
  }

  #change(entry: Entry, change: Partial<ImportState>): void {
    if (change.status === 'loaded') dropRecord(entry.staging);
    entry.state = { ...entry.state, ...change };
    this.#changes.emit(entry.state.id, entry.state);
  }

  /** Files of the oldest loaded imports go; the batches stay. */
  #forget(): void {
    const loaded = [...this.#entries.values()].filter(({ state }) => state.status === 'loaded');
    for (const { state, staging } of loaded.slice(0, Math.max(0, loaded.length - remembered))) {
      staging.remove();
      this.#entries.delete(state.id);
    }
  }
}

/** An upload before anything was done with it. */
const uploaded = (id: string, createdAt: string, staging: Staging): ImportState => ({
  id,
  status: 'uploaded',
  createdAt,
  files: staging.files.map(({ name, bytes }) => ({ name, bytes })),
  options: {},
  progress: { phase: 'wait', file: '', fraction: 0 },
  plan: null,
  report: null,
  problem: null,
});

const isBusy = ({ status }: ImportState): boolean => status === 'planning' || status === 'loading';
