import { useRows } from '../../api/queries.js';
import type { RowsRequest } from '../../api/types.js';
import { Await } from '../../components/states.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';
import type { MetricContext } from './metric-context.js';
import { RowsLeg, rowsPageSize } from './rows-leg.js';

/** The records that the chosen figure was counted from, and whether they add up to it. */
export const RowsTab = ({ context }: { readonly context: MetricContext }) => {
  const { metric, organisation, period, where } = context;
  const [view, change] = useView();
  const { offset, onPage } = usePage();
  const request: RowsRequest = {
    metric: metric.id,
    from: period.from,
    ...(period.from === period.to ? {} : { to: period.to }),
    grain: period.grain,
    where,
    limit: rowsPageSize,
    offset,
  };
  const rows = useRows(request);
  return (
    <Await query={rows} what="the records">
      {(data) => {
        const leg = data.legs.find((one) => one.leg === view.leg) ?? data.legs[0];
        return (
          <>
            <p className={`reconcile ${data.reconciles === false ? 'is-problem' : ''}`}>
              {period.text}: {valueText(data.cell.value, metric.unit, organisation.currency)}.{' '}
              {data.cell.value === null
                ? (data.cell.reason?.message ?? '')
                : data.reconciles === true
                  ? '✓ Worked out again from the rows below, it is the same figure.'
                  : data.reconciles === false
                    ? '✗ The rows below do not add up to the figure. Please report this.'
                    : ''}
            </p>
            {data.legs.length < 2 ? null : (
              <div className="segmented" role="group" aria-label="Part of the formula">
                {data.legs.map((one) => (
                  <button
                    key={one.leg}
                    type="button"
                    aria-pressed={one === leg}
                    onClick={() => change({ leg: one.leg, page: undefined })}
                  >
                    {words(one.leg)} <span className="quiet">{one.part}</span>
                  </button>
                ))}
              </div>
            )}
            {leg === undefined ? (
              <p className="quiet">No record stands behind this figure.</p>
            ) : (
              <RowsLeg context={context} leg={leg} request={request} offset={offset} onPage={onPage} />
            )}
          </>
        );
      }}
    </Await>
  );
};
