import { useState } from 'react';
import { send } from '../../api/client.js';
import { useRows } from '../../api/queries.js';
import type { LegRows, RowsRequest } from '../../api/types.js';
import { DataTable } from '../../components/data-table.js';
import { download } from '../../components/download.js';
import { Pager } from '../../components/pager.js';
import { Await, ProblemNote } from '../../components/states.js';
import { count, grouped } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';
import { BinsOfRows } from './rows-distribution.js';
import type { MetricContext } from './metric-context.js';

const pageSize = 50;

const sum = (text: string): string => grouped(Number(text), Number.isInteger(Number(text)) ? 0 : 2);

/** Columns that say something on this page: those that are empty throughout are left out. */
const usedColumns = ({ columns, rows }: LegRows): readonly string[] =>
  columns.filter((column) => rows.some(({ values }) => (values[column] ?? '') !== ''));

const Leg = ({
  leg,
  request,
  offset,
  onPage,
}: {
  readonly leg: LegRows;
  readonly request: RowsRequest;
  readonly offset: number;
  readonly onPage: (offset: number) => void;
}) => {
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    try {
      const { legs: _legs, limit: _limit, offset: _offset, ...body } = request;
      const response = await send('/rows.csv', {
        method: 'POST',
        body: JSON.stringify({ ...body, leg: leg.leg }),
        headers: { 'content-type': 'application/json' },
      });
      download(`${request.metric}-${leg.leg}-${request.from}.csv`, await response.blob());
    } catch (caught) {
      setError(caught);
    } finally {
      setSaving(false);
    }
  };
  const columns = usedColumns(leg);
  return (
    <>
      <p className="rows-total">
        <strong>{count(leg.count)}</strong> {leg.count === 1 ? 'record' : 'records'} of{' '}
        {words(leg.fact).toLowerCase()}; their contributions add up to <strong>{sum(leg.total)}</strong>
        {leg.value === null || Number(leg.value) === Number(leg.total) ? null : (
          <>
            , which makes <strong>{sum(leg.value)}</strong>
          </>
        )}
        .{' '}
        <button type="button" className="link-button" disabled={isSaving} onClick={() => void save()}>
          {isSaving ? 'Exporting …' : `Export all ${count(leg.count)} as CSV`}
        </button>
      </p>
      {error === null ? null : <ProblemNote error={error} />}
      <DataTable
        caption={`Records behind ${words(leg.leg).toLowerCase()}`}
        rows={leg.rows}
        rowKey={(row, index) => `${row.record_id}${row.row_number}${index}`}
        empty="No record."
        columns={[
          { key: 'record', header: 'Record', cell: (row) => <code>{row.record_id ?? '–'}</code> },
          { key: 'date', header: 'Date', cell: (row) => (row.date === null ? '–' : dateText(row.date)) },
          {
            key: 'adds',
            header: 'Adds',
            align: 'right',
            cell: (row) => (row.contribution === null ? '–' : sum(row.contribution)),
          },
          ...columns.map((column) => ({
            key: `c-${column}`,
            header: words(column),
            cell: (row: LegRows['rows'][number]) => row.values[column] ?? '–',
          })),
          {
            key: 'source',
            header: 'Came with',
            cell: (row) =>
              row.batch_id === null
                ? '–'
                : `${row.batch_id}, ${row.file ?? ''}${row.row_number === null ? '' : ` row ${row.row_number}`}`,
          },
        ]}
      />
      <Pager offset={offset} pageSize={pageSize} total={leg.count} onPage={onPage} />
      <BinsOfRows leg={leg} />
    </>
  );
};

/** The records that the chosen figure was counted from, and whether they add up to it. */
export const RowsTab = ({ context }: { readonly context: MetricContext }) => {
  const { metric, organisation, period, where } = context;
  const [view, change] = useView();
  const offset = Number(view.page ?? '0') || 0;
  const request: RowsRequest = {
    metric: metric.id,
    from: period.from,
    ...(period.from === period.to ? {} : { to: period.to }),
    grain: period.grain,
    where,
    limit: pageSize,
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
              <Leg
                leg={leg}
                request={request}
                offset={offset}
                onPage={(next) => change({ page: next === 0 ? undefined : String(next) })}
              />
            )}
          </>
        );
      }}
    </Await>
  );
};
