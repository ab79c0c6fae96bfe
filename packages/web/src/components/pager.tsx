import { count } from '../format/number.js';

/** Steps through a list page by page; nothing where one page holds it all. */
export const Pager = ({
  offset,
  pageSize,
  total,
  onPage,
}: {
  readonly offset: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (offset: number) => void;
}) =>
  total <= pageSize ? null : (
    <p className="pager">
      <button
        type="button"
        className="quiet-button"
        disabled={offset === 0}
        onClick={() => onPage(Math.max(0, offset - pageSize))}
      >
        Previous
      </button>
      <span>
        {count(offset + 1)}–{count(Math.min(total, offset + pageSize))} of {count(total)}
      </span>
      <button
        type="button"
        className="quiet-button"
        disabled={offset + pageSize >= total}
        onClick={() => onPage(offset + pageSize)}
      >
        Next
      </button>
    </p>
  );
