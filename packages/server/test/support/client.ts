import type { RunningServer } from '../../src/index.js';

/** JSON that is looked into by name, as the web application does. */
// oxlint-disable-next-line typescript/no-explicit-any -- what is in there is what the tests check, not what they assume
export type Loose = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; throws where it is not. */
  readonly json: Loose;
}

/** Speaks to a running server as a program of the same user does. */
export class Client {
  readonly #server: RunningServer;

  constructor(server: RunningServer) {
    this.#server = server;
  }

  async send(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { body } = init;
    const isRaw = body instanceof FormData || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(
      `${this.#server.url}${path.startsWith('/api') || path === '/' ? path : `/api/v1${path}`}`,
      {
        method,
        headers: {
          authorization: `Bearer ${this.#server.token}`,
          ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
          ...init.headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
        redirect: 'manual',
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json(): unknown {
        return JSON.parse(text);
      },
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /** With `wait=30` in the path, asks on until the work has ended: a busy machine may take longer than one request waits. */
  async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    let answer = await this.send('POST', path, { body, headers });
    while (path.includes('wait=30') && /"status":"(?:planning|loading|running)"/.test(answer.text)) {
      const { id } = answer.json;
      answer = await (path.startsWith('/imports/')
        ? this.#events(`/imports/${id}/events`, `/imports/${id}`)
        : this.get(`/jobs/${id}?wait=30`));
    }
    return answer;
  }

  /** Follows the events to their end, then asks for what has become of it. */
  async #events(events: string, then: string): Promise<Answer> {
    await this.get(events);
    return this.get(then);
  }

  /** One figure of a period, of a part of the company where `by` names one. */
  async cellOf(metric: string, period: string, by: Record<string, string | null> = {}): Promise<Loose> {
    const where = Object.entries(by).map(([dimension, value]) => ({ dimension, values: [value] }));
    const { json } = await this.post('/query', { metrics: [metric], from: period, to: period, where });
    return json.cells[0];
  }

  /** Uploads files as the wizard does; gives the import. */
  async upload(files: Readonly<Record<string, string | Uint8Array>>): Promise<Answer> {
    const form = new FormData();
    for (const [name, content] of Object.entries(files))
      form.append('files', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
    return this.post('/imports', form);
  }
}
