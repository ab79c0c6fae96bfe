import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useOrganisation } from '../api/queries.js';
import { type ChosenPeriod, choosePeriod, type Clock } from '../period/chosen-period.js';
import type { ViewSearch } from './view-search.js';

/** The view of the address, and a way to change a part of it. `replace` leaves no step in the history. */
export const useView = (): readonly [
  ViewSearch,
  (change: Partial<ViewSearch>, replace?: boolean) => void,
] => {
  const view: ViewSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Partial<ViewSearch>, replace = false) => {
      void navigate({
        to: '.',
        search: (before: ViewSearch) => ({ ...before, ...part }),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [view, change];
};

const unknownClock: Clock = { asOf: new Date().toISOString().slice(0, 10), fiscalYearStartsMonth: 1 };

export const useClock = (): Clock => useOrganisation().data ?? unknownClock;

/** The chosen period of the address at the organisation's as-of date. */
export const useChosenPeriod = (): ChosenPeriod => {
  const [view] = useView();
  return choosePeriod(view.period ?? 'last_month', useClock());
};
