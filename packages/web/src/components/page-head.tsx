import { type ReactNode, useEffect } from 'react';

/** The heading of a page; the window's title follows it. */
export const PageHead = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) => {
  useEffect(() => {
    document.title = `${title} · Bellwether`;
  }, [title]);
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </header>
  );
};
