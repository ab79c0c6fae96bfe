import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useOrganisation } from '../api/queries.js';
import { CommandPalette } from './command-palette.js';
import { pages } from './pages.js';
import { setTheme, type Theme, useTheme } from './theme.js';

const ThemeChoice = () => {
  const theme = useTheme();
  return (
    <label className="theme-choice">
      <span className="sr-only">Theme</span>
      <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
        <option value="system">Auto</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
};

/** After a change of page the reader begins at its top, with mouse, keyboard or screen reader. */
const useFocusOnPage = (path: string) => {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
};

/** What surrounds every page: where one is, whose figures these are, and the way to everywhere else. */
export const Shell = () => {
  const organisation = useOrganisation().data;
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useFocusOnPage(path);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPaletteOpen((isOpen) => !isOpen);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label="Bellwether, home">
          <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
            <path d="M3 24l8-9 6 5L29 6" fill="none" stroke="currentColor" strokeWidth="3.5" />
          </svg>
          Bellwether
        </Link>
        <nav aria-label="Pages">
          {pages.map(({ to, title }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {title}
            </Link>
          ))}
        </nav>
        <div className="top-tools">
          <button
            type="button"
            className="search-button"
            onClick={() => setPaletteOpen(true)}
            aria-keyshortcuts="Control+K Meta+K"
          >
            Jump to … <kbd>Ctrl K</kbd>
          </button>
          <ThemeChoice />
        </div>
      </header>
      {organisation?.isSample === true ? (
        <p className="sample-banner">
          <strong>Sample company.</strong> {organisation.name} is made up; no row here is real.{' '}
          <Link to="/start">Use my own data</Link>
        </p>
      ) : null}
      {organisation?.writing === true ? (
        <p className="sample-banner">An import is running; figures are those from before it.</p>
      ) : null}
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="foot">
        <span>{organisation === undefined ? 'Bellwether' : organisation.name}</span>
        <span>One number, one definition. Every figure opens to the rows it was counted from.</span>
      </footer>
      {isPaletteOpen ? <CommandPalette onClose={() => setPaletteOpen(false)} /> : null}
    </div>
  );
};
