import { useNavigate } from '@tanstack/react-router';
import { useFunnel } from '../../api/queries.js';
import type { FunnelStageRow } from '../../api/types-business.js';
import { FunnelChart } from '../../charts/funnel-chart.js';
import { ChartFrame } from '../../components/chart-frame.js';
import { PrintNotes } from '../../components/print.js';
import { DataTable } from '../../components/data-table.js';
import { Await } from '../../components/states.js';
import type { Note } from '../../export/table.js';
import { useDefinitionNotes } from '../../export/use-definition-notes.js';
import { filterText } from '../../format/filter-text.js';
import { count, grouped } from '../../format/number.js';
import { dimensionValue, plural } from '../../format/words.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import { useView } from '../../url/use-view.js';
import { filtersOf, whereText } from '../../url/view-search.js';

const percent = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '–' : `${(Number(value) * 100).toFixed(1)} %`;
const days = (value: number | null): string =>
  value === null ? '–' : `${grouped(value, value < 10 ? 1 : 0)} days`;

/** A stage within the pipeline that is shown. */
const keyOf = ({ stage }: FunnelStageRow): string => whereText('stage', stage);

/** The stages of one pipeline: how many entered, how many went on, how long they stayed, and the rows of each. */
export const FunnelView = ({ period }: { readonly period: ChosenPeriod }) => {
  const [view, change] = useView();
  const navigate = useNavigate();
  const where = filtersOf(view.where);
  const notes: readonly Note[] = [
    ...useDefinitionNotes(['stage_conversion_rate']),
    ['Period', period.text],
    ['Filters', filterText(where)],
  ];
  const funnel = useFunnel({
    from: period.from,
    ...(period.from === period.to ? {} : { to: period.to }),
    ...(view.pipeline === undefined ? {} : { pipeline: view.pipeline }),
    where,
  });
  return (
    <Await query={funnel} what="the funnel">
      {(data) => {
        const { pipelines } = data;
        const pipeline = view.pipeline ?? pipelines[0] ?? null;
        const stages = data.stages.filter((stage) => pipelines.length < 2 || stage.pipeline === pipeline);
        const open = (stage: FunnelStageRow): void => {
          void navigate({
            to: '/metric/$id',
            params: { id: 'stage_conversion_rate' },
            search: {
              period: view.period,
              tab: 'rows',
              where: [
                ...(view.where ?? []),
                whereText('stage', stage.stage),
                ...(stage.pipeline === null ? [] : [whereText('pipeline', stage.pipeline)]),
              ],
            },
          });
        };
        return (
          <>
            <PrintNotes title="Stage funnel" notes={notes} />
            {pipelines.length < 2 ? null : (
              <div className="toolbar">
                <label className="inline-field">
                  <span>Pipeline</span>
                  <select
                    value={pipeline ?? ''}
                    onChange={(event) => change({ pipeline: event.target.value })}
                  >
                    {pipelines.map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
            )}
            {stages.length === 0 ? (
              <p className="quiet">No deal entered a stage in {period.text}.</p>
            ) : (
              <>
                <ChartFrame
                  title={`Deals that entered each stage, ${period.text}`}
                  file={`funnel-${period.from}`}
                  notes={[...notes, ['Pipeline', pipeline ?? 'the only one']]}
                  header={[
                    'Stage',
                    'Entered',
                    'Decided',
                    'Moved on',
                    'Conversion',
                    'Median days',
                    'Still there',
                  ]}
                  rows={stages.map((stage) => [
                    dimensionValue(stage.stage),
                    { value: stage.entered, unit: 'count' },
                    { value: stage.decided, unit: 'count' },
                    { value: stage.movedOn, unit: 'count' },
                    { value: stage.conversion.value, unit: 'ratio' },
                    { value: stage.medianDays, unit: 'days' },
                    { value: stage.open, unit: 'count' },
                  ])}
                  caption={
                    <p className="quiet">
                      {plural(data.won, 'deal')} won and {count(data.lost)} lost. A stage shows those that
                      entered it in the period, so it need not be smaller than the one before; conversion is
                      of those that have left it. A stage opens its rows.
                    </p>
                  }
                >
                  {(width) => (
                    <FunnelChart
                      width={width}
                      title="Stage funnel"
                      onSelect={(key) => {
                        const stage = stages.find((one) => keyOf(one) === key);
                        if (stage) open(stage);
                      }}
                      stages={stages.map((stage) => ({
                        key: keyOf(stage),
                        label: dimensionValue(stage.stage),
                        count: stage.entered,
                        conversion: stage.conversion.value === null ? null : Number(stage.conversion.value),
                        note: stage.medianDays === null ? undefined : `${days(stage.medianDays)} in stage`,
                      }))}
                    />
                  )}
                </ChartFrame>
                <DataTable
                  caption="Stages"
                  showCaption
                  rows={stages}
                  rowKey={({ pipeline: own, stage }) => `${own}${stage}`}
                  columns={[
                    { key: 'stage', header: 'Stage', cell: ({ stage }) => stage },
                    {
                      key: 'entered',
                      header: 'Entered',
                      align: 'right',
                      cell: ({ entered }) => count(entered),
                    },
                    {
                      key: 'decided',
                      header: 'Have left',
                      align: 'right',
                      cell: ({ decided }) => count(decided),
                    },
                    {
                      key: 'moved',
                      header: 'Went on',
                      align: 'right',
                      cell: ({ movedOn }) => count(movedOn),
                    },
                    {
                      key: 'rate',
                      header: 'Conversion',
                      align: 'right',
                      cell: ({ conversion }) => percent(conversion.value),
                    },
                    {
                      key: 'interval',
                      header: '95 % interval',
                      align: 'right',
                      cell: ({ conversion }) =>
                        conversion.interval === null || conversion.interval === undefined
                          ? '–'
                          : `${percent(conversion.interval.low)} to ${percent(conversion.interval.high)}`,
                    },
                    {
                      key: 'days',
                      header: 'Median time in stage',
                      align: 'right',
                      cell: ({ medianDays }) => days(medianDays),
                    },
                    {
                      key: 'open',
                      header: 'Still there',
                      align: 'right',
                      cell: ({ open: still }) => count(still),
                    },
                    {
                      key: 'rows',
                      header: '',
                      cell: (stage) => (
                        <button
                          type="button"
                          className="link-button"
                          aria-label={`Rows of ${stage.stage}`}
                          onClick={() => open(stage)}
                        >
                          Rows
                        </button>
                      ),
                    },
                  ]}
                />
              </>
            )}
          </>
        );
      }}
    </Await>
  );
};
