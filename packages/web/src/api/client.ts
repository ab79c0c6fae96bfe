import { ApiError, type ProblemDocument, unreachable } from './problem.js';

const base = '/api/v1';

const readProblem = async (response: Response): Promise<ProblemDocument> => {
  const fallback: ProblemDocument = {
    title: response.statusText || 'The request failed',
    status: response.status,
    code: `http_${response.status}`,
    detail: `The server answered ${response.status}.`,
  };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return fallback;
  const body = (await response.json()) as Partial<ProblemDocument>;
  return { ...fallback, ...body };
};

/** Sends a request; throws an ApiError that carries the problem document of anything but a success. */
export const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(`${base}${path}`, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response;
};

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await (await send(path, signal === undefined ? {} : { signal })).json()) as T;

/** Sends JSON and reads JSON; undefined where the answer has no body. */
export const write = async <T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> => {
  const response = await send(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
};

/** The query part of an address; empty values are left out. */
export const queryText = (values: Readonly<Record<string, string | number | undefined | null>>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};
