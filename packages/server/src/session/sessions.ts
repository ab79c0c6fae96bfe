import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const days = 30;
const lifetime = days * 24 * 3600 * 1000;
/** Seconds that the cookie lives in a browser. */
export const sessionSeconds = lifetime / 1000;

const stored = z.array(z.strictObject({ hash: z.string(), until: z.number() }));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const secret = (): string => randomBytes(32).toString('base64url');
const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * Who has come in. Only hashes are kept, in a file that its owner alone may read, so that a browser stays logged in
 * over a restart and a copy of the file opens nothing.
 */
export class Sessions {
  /** Of every workspace that was served: who has left must not be let in by an older one. */
  readonly #files: Set<string>;
  #known = new Map<string, number>();
  /** Hash of the link that has not been opened yet. */
  #link: string | null = null;

  constructor(file: string) {
    this.#files = new Set([file]);
    if (!existsSync(file)) return;
    let read: unknown = null;
    try {
      read = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      // A file cut short by a crash costs a new link, nothing else.
      if (!(error instanceof SyntaxError)) throw error;
    }
    const checked = stored.safeParse(read);
    if (checked.success)
      this.#known = new Map(
        checked.data.filter(({ until }) => until > Date.now()).map(({ hash, until }) => [hash, until]),
      );
  }

  /** A token that opens one session, once. An earlier one that was not used is void. */
  newLink(): string {
    const token = secret();
    this.#link = hashOf(token);
    return token;
  }

  /** The secret of a new session; null where the token is not that of the open link. */
  redeem(token: string): string | null {
    if (this.#link === null || !same(hashOf(token), this.#link)) return null;
    this.#link = null;
    const session = secret();
    this.#known.set(hashOf(session), Date.now() + lifetime);
    this.#save();
    return session;
  }

  has(session: string): boolean {
    const until = this.#known.get(hashOf(session));
    return until !== undefined && until > Date.now();
  }

  /** Ends a session. */
  end(session: string): void {
    if (this.#known.delete(hashOf(session))) this.#save();
  }

  /** Keeps the sessions in this file from now on, in the place of what it held, and in those before it. */
  keepIn(file: string): void {
    this.#files.add(file);
    this.#save();
  }

  #save(): void {
    const list = [...this.#known].map(([hash, until]) => ({ hash, until }));
    for (const file of this.#files) {
      // A workspace that was served before may be gone.
      if (!existsSync(dirname(file))) continue;
      const partial = `${file}.partial`;
      writeFileSync(partial, JSON.stringify(list), { mode: 0o600 });
      renameSync(partial, file);
    }
  }
}
