import { useView } from './use-view.js';

/** Where a list that is shown page by page stands, as the address says, and the way to another page. */
export const usePage = (): { readonly offset: number; readonly onPage: (offset: number) => void } => {
  const [view, change] = useView();
  return {
    offset: Number(view.page ?? '0') || 0,
    onPage: (next) => change({ page: next === 0 ? undefined : String(next) }),
  };
};
