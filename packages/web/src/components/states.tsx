import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.js';

/** What happened, what was kept, and what to do. */
export const ProblemNote = ({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) => {
  const problem = problemOf(error);
  return (
    <div className="note note-problem" role="alert">
      <strong>{problem.status === 401 ? 'This browser has no session' : problem.title}</strong>
      <p>
        {problem.status === 401
          ? 'Open the one-time link that bellwether printed when it started; it lets this browser in.'
          : problem.detail}
      </p>
      {problem.errors === undefined || problem.errors.length === 0 ? null : (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={`${path}${message}`}>
              {path === '' ? '' : <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {problem.kept ? <p>{problem.kept}</p> : null}
      {problem.remedy ? <p>{problem.remedy}</p> : null}
      <p className="quiet">
        Code <code>{problem.code}</code>
        {onRetry ? (
          <>
            {' · '}
            <button type="button" className="link-button" onClick={onRetry}>
              Try again
            </button>
          </>
        ) : null}
      </p>
    </div>
  );
};

/** Says what is being fetched; the shape of the page stays. */
export const Loading = ({ what }: { readonly what: string }) => (
  <div className="loading" role="status">
    <span className="loading-bar" aria-hidden="true" />
    Fetching {what} …
  </div>
);

/** What is missing, and the import that would fill it. */
export const Empty = ({
  title,
  children,
  entities,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly entities?: readonly string[] | undefined;
}) => (
  <div className="note note-empty">
    <strong>{title}</strong>
    {children}
    <p>
      <Link to="/data/import" className="button">
        Import{' '}
        {entities === undefined || entities.length === 0
          ? 'your files'
          : entities.map((entity) => entity.replaceAll('_', ' ')).join(', ')}
      </Link>
    </p>
  </div>
);

interface Fetched<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  /** The data is that of the question before; the answer to this one is on its way. */
  readonly isPlaceholderData?: boolean;
  readonly refetch: () => unknown;
}

/** The data of a query, or what stands in its place. */
export const Await = <T,>({
  query,
  what,
  children,
}: {
  readonly query: Fetched<T>;
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) {
    const isStale = query.isPlaceholderData === true;
    return (
      <div className={isStale ? 'is-stale' : ''} aria-busy={isStale}>
        {children(query.data)}
      </div>
    );
  }
  if (query.error !== null && query.error !== undefined)
    return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading what={what} />;
};
