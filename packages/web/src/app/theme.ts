import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const key = 'bellwether-theme';
const listeners = new Set<() => void>();

const read = (): Theme => {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    // Storage can be forbidden; the system's theme is always there.
    return 'system';
  }
};
let current: Theme = read();

/** Puts the theme on the page; `system` leaves it to the operating system. */
export const applyTheme = (): void => {
  if (current === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = current;
};

export const setTheme = (theme: Theme): void => {
  current = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // It holds until the page is closed.
  }
  applyTheme();
  for (const listener of listeners) listener();
};

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
