import { useVelocity } from '../../api/queries.js';
import type { Figure, Unit } from '../../api/types.js';
import { RankedBars } from '../../charts/ranked-bars.js';
import { ChartFrame } from '../../components/chart-frame.js';
import { PrintNotes } from '../../components/print.js';
import { DataTable } from '../../components/data-table.js';
import { Await } from '../../components/states.js';
import type { Note } from '../../export/table.js';
import { useDefinitionNotes } from '../../export/use-definition-notes.js';
import { filterText } from '../../format/filter-text.js';
import { changeText, valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import { useView } from '../../url/use-view.js';
import { comparisonOf, filtersOf } from '../../url/view-search.js';

const factors: Readonly<Record<string, { readonly title: string; readonly unit: Unit }>> = {
  open: { title: 'Open deals', unit: 'count' },
  winRate: { title: 'Win rate', unit: 'ratio' },
  averageDeal: { title: 'Average deal', unit: 'money' },
  cycleDays: { title: 'Sales cycle', unit: 'days' },
};
const alias: Readonly<Record<string, string>> = {
  win_rate: 'winRate',
  average_deal: 'averageDeal',
  cycle_days: 'cycleDays',
  cycle: 'cycleDays',
};
const factorOf = (factor: string) =>
  factors[alias[factor] ?? factor] ?? { title: words(factor), unit: 'count' as const };

/** Money a day through the pipeline, taken apart into its four factors: which one moved it. */
export const VelocityView = ({
  period,
  currency,
}: {
  readonly period: ChosenPeriod;
  readonly currency: string;
}) => {
  const [view] = useView();
  const where = filtersOf(view.where);
  const notes: readonly Note[] = [
    ...useDefinitionNotes(['pipeline_velocity']),
    ['Period', period.text],
    ['Filters', filterText(where)],
  ];
  const isNamed = period.from === period.to;
  const velocity = useVelocity({
    period: isNamed ? period.from : `${period.from}..${period.to}`,
    compare: comparisonOf(view) ?? 'previous',
    where,
  });
  const money = (value: Figure | null): string => valueText(value, 'money_per_day', currency);
  if (!isNamed)
    return (
      <p className="quiet">
        Velocity is taken apart for a period of the calendar: choose a month, a quarter or a year.
      </p>
    );
  return (
    <Await query={velocity} what="the velocity">
      {(data) => (
        <>
          <PrintNotes title="Pipeline velocity" notes={notes} />
          <p className="verdict-line">
            {money(data.now.velocity)}
            {data.change === null
              ? ''
              : `, ${changeText(data.change, 'money_per_day', currency)} against ${money(data.before.velocity)} before`}
          </p>
          <p className="quiet">
            Open deals × win rate × average deal ÷ sales cycle.{' '}
            {data.reason?.message ?? 'The contributions of the four add up to the change.'}
          </p>
          {data.factors.every(({ contribution }) => contribution === null) ? null : (
            <ChartFrame
              title="What moved it"
              file={`velocity-${period.from}`}
              notes={notes}
              header={['Factor', 'Before', 'Now', 'Contribution per day']}
              rows={data.factors.map(({ factor, before, now, contribution }) => [
                factorOf(factor).title,
                { value: before, unit: factorOf(factor).unit },
                { value: now, unit: factorOf(factor).unit },
                { value: contribution, unit: 'money_per_day' },
              ])}
            >
              {(width) => (
                <RankedBars
                  width={width}
                  title="Contribution of each factor to the change of the velocity"
                  formatValue={(value) => changeText(value, 'money_per_day', currency)}
                  bars={data.factors.map(({ factor, contribution }) => ({
                    key: factor,
                    label: factorOf(factor).title,
                    value: contribution === null ? null : Number(contribution),
                  }))}
                />
              )}
            </ChartFrame>
          )}
          <DataTable
            caption="The four factors"
            showCaption
            rows={data.factors}
            rowKey={({ factor }) => factor}
            columns={[
              { key: 'factor', header: 'Factor', cell: ({ factor }) => factorOf(factor).title },
              {
                key: 'before',
                header: 'Before',
                align: 'right',
                cell: ({ factor, before }) => valueText(before, factorOf(factor).unit, currency),
              },
              {
                key: 'now',
                header: period.text,
                align: 'right',
                cell: ({ factor, now }) => valueText(now, factorOf(factor).unit, currency),
              },
              {
                key: 'adds',
                header: 'Moved the velocity by',
                align: 'right',
                cell: ({ contribution }) => changeText(contribution, 'money_per_day', currency),
              },
            ]}
          />
        </>
      )}
    </Await>
  );
};
