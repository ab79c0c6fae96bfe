import { randomBytes } from 'node:crypto';
import type { Problem } from '../http/problems.js';

export interface Job {
  readonly id: string;
  readonly kind: 'undo' | 'settings' | 'unite' | 'separate';
  readonly status: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly result: unknown;
  readonly problem: Problem | null;
}

/** Finished jobs that are remembered. */
const kept = 200;

/** Long work that is asked for once and looked at again. In memory: what it did is in the workspace. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #ends = new Map<string, Promise<void>>();

  start(kind: Job['kind'], work: () => Promise<unknown>, describe: (error: unknown) => Problem): Job {
    const id = randomBytes(8).toString('hex');
    const startedAt = new Date().toISOString();
    const job: Job = {
      id,
      kind,
      status: 'running',
      startedAt,
      finishedAt: null,
      result: null,
      problem: null,
    };
    this.#jobs.set(id, job);
    const finish = (end: Partial<Job>) => {
      this.#jobs.set(id, { ...job, finishedAt: new Date().toISOString(), ...end });
      this.#ends.delete(id);
      for (const old of [...this.#jobs.keys()].slice(0, Math.max(0, this.#jobs.size - kept)))
        if (this.#jobs.get(old)?.status !== 'running') this.#jobs.delete(old);
    };
    const end = work().then(
      (result) => finish({ status: 'done', result }),
      (error: unknown) => finish({ status: 'failed', problem: describe(error) }),
    );
    this.#ends.set(id, end);
    return job;
  }

  get isRunning(): boolean {
    return this.#ends.size > 0;
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** The job when it has ended, or as it stands after so many milliseconds. */
  async wait(id: string, milliseconds: number): Promise<Job | undefined> {
    await within(this.#ends.get(id) ?? Promise.resolve(), milliseconds);
    return this.#jobs.get(id);
  }
}

/** Waits for an end, but no longer than so many milliseconds. */
export const within = async (end: Promise<unknown>, milliseconds: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([end, late]);
  clearTimeout(timer);
};
