import { useCohorts } from '../../api/queries.js';
import type { Organisation } from '../../api/types.js';
import type { Cohorts } from '../../api/types-business.js';
import { CohortTriangle } from '../../charts/cohort-triangle.js';
import { ChartFrame } from '../../components/chart-frame.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await } from '../../components/states.js';
import { type Note, part } from '../../export/table.js';
import { useDefinitionNotes } from '../../export/use-definition-notes.js';
import { filterText } from '../../format/filter-text.js';
import { count } from '../../format/number.js';
import { addDays, monthStart, periodOf } from '../../period/calendar.js';
import { useView } from '../../url/use-view.js';
import { filtersOf } from '../../url/view-search.js';

const measures = [
  { id: 'customers', title: 'Customers' },
  { id: 'revenue_gross', title: 'Revenue, gross' },
  { id: 'revenue_net', title: 'Revenue, net' },
] as const;
const grains = [
  { id: 'month', title: 'Month', back: 24, oldest: 18 },
  { id: 'quarter', title: 'Quarter', back: 36, oldest: 12 },
  { id: 'year', title: 'Year', back: 96, oldest: 7 },
] as const;

const explained: Readonly<Record<string, string>> = {
  customers:
    'Share of the customers who began in a period that are still customers at its end and at each later age.',
  revenue_gross:
    'Share of the revenue they began with that is kept; growth of others does not make up for what was lost.',
  revenue_net: 'Their revenue as a share of what they began with; growth included, so it can pass 100.',
};

/** Ages that no cohort of its age can have yet are left blank: the triangle. */
const reached = (shares: readonly (number | null)[]): readonly (number | null)[] =>
  shares.slice(0, shares.findLastIndex((share) => share !== null) + 1);

const Triangle = ({
  data,
  unit,
  measure,
}: {
  readonly data: Cohorts;
  readonly unit: string;
  readonly measure: string;
}) => {
  const [view] = useView();
  const ages = Math.max(0, ...data.cohorts.map((cohort) => cohort.ages.length));
  const title = `${measures.find(({ id }) => id === measure)?.title ?? 'Customers'} kept, by ${unit} of the beginning`;
  const notes: readonly Note[] = [
    ...useDefinitionNotes(measure === 'customers' ? ['cohort_retention'] : []),
    ['Meaning', explained[measure] ?? ''],
    ['Cohorts by', unit],
    ['Filters', filterText(filtersOf(view.where))],
  ];
  return (
    <>
      <PrintNotes title={title} notes={notes} />
      <ChartFrame
        title={title}
        file={`cohorts-${measure}-${unit}`}
        notes={notes}
        header={['Cohort', 'Size', ...Array.from({ length: ages }, (_, age) => String(age))]}
        rows={data.cohorts.map(({ cohort, size, ages: own }) => [
          { period: cohort },
          part(size),
          ...own.map(({ value }) => ({ value, unit: 'ratio' as const })),
        ])}
        caption={<p className="quiet">{explained[measure]}</p>}
      >
        {(width) => (
          <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
            <CohortTriangle
              width={width}
              title={title}
              unit={unit}
              rows={data.cohorts.map(({ cohort, size, ages: own }) => ({
                cohort,
                size: size === null ? '–' : count(Number(size)),
                shares: reached(own.map(({ value }) => value)),
              }))}
            />
          </div>
        )}
      </ChartFrame>
    </>
  );
};

/** Retention by cohort: customers, gross and net revenue. */
export const CohortView = ({ organisation }: { readonly organisation: Organisation }) => {
  const [view, change] = useView();
  const measure = measures.find(({ id }) => id === view.measure)?.id ?? 'customers';
  const grain = grains.find(({ id }) => id === view.grain) ?? grains[1];
  const { asOf, fiscalYearStartsMonth } = organisation;
  const cohorts = useCohorts({
    from: periodOf(monthStart(asOf, 1 - grain.back), grain.id, fiscalYearStartsMonth).name,
    to: periodOf(addDays(asOf, 0), grain.id, fiscalYearStartsMonth).name,
    grain: grain.id,
    measure,
    oldestAge: grain.oldest,
    where: filtersOf(view.where),
  });
  return (
    <>
      <div className="toolbar">
        <div className="segmented" role="group" aria-label="What is kept">
          {measures.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === measure}
              onClick={() => change({ measure: id })}
            >
              {title}
            </button>
          ))}
        </div>
        <div className="segmented" role="group" aria-label="Cohorts by">
          {grains.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === grain.id}
              onClick={() => change({ grain: id })}
            >
              {title}
            </button>
          ))}
        </div>
        <span className="toolbar-end">
          <SavedViews page="/cohorts" />
          <PrintButton />
        </span>
      </div>
      <Await query={cohorts} what="the cohorts">
        {(data) => {
          const began = data.cohorts.filter(({ size }) => size !== null && Number(size) > 0);
          return began.length === 0 ? (
            <p className="quiet">Nobody became a customer in this time.</p>
          ) : (
            <Triangle data={{ ...data, cohorts: began }} unit={grain.id} measure={measure} />
          );
        }}
      </Await>
    </>
  );
};
