import { useParams } from '@tanstack/react-router';
import { useAnnotations, useFigures, useMetric, useOrganisation, useScorecard } from '../../api/queries.js';
import { FilterBar } from '../../components/filter-bar.js';
import { PageHead } from '../../components/page-head.js';
import { PeriodPicker } from '../../components/period-picker.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await, ProblemNote } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { groupTitles, words } from '../../format/words.js';
import { targetOfPeriod } from '../../period/target-of-period.js';
import { useChosenPeriod, useView } from '../../url/use-view.js';
import { comparisonOf, filtersOf } from '../../url/view-search.js';
import { Breakdown } from './breakdown.js';
import { DefinitionTab } from './definition-tab.js';
import { Figure } from './figure.js';
import { type MetricContext, metricNotes } from './metric-context.js';
import { QualityTab } from './quality-tab.js';
import { RowsTab } from './rows-tab.js';
import { Trend } from './trend.js';

const tabs = [
  { id: 'breakdown', title: 'Breakdown' },
  { id: 'rows', title: 'Rows' },
  { id: 'definition', title: 'Definition' },
  { id: 'quality', title: 'Quality' },
] as const;

const MetricView = ({ context }: { readonly context: MetricContext }) => {
  const { metric, organisation, period, where } = context;
  const [view, change] = useView();
  const comparison = comparisonOf(view);
  const figure = useFigures({
    metrics: [metric.id],
    from: period.from,
    to: period.to,
    grain: period.grain,
    where,
    compare: comparison === null ? [] : [comparison],
  });
  const target = targetOfPeriod(
    useScorecard().data ?? [],
    metric.id,
    period,
    organisation.fiscalYearStartsMonth,
    where,
  );
  const annotations = (useAnnotations().data ?? []).filter(
    ({ metrics }) => metrics.length === 0 || metrics.includes(metric.id),
  );
  const chosen = tabs.find(({ id }) => id === view.tab)?.id ?? 'breakdown';
  return (
    <>
      <div className="toolbar">
        <PeriodPicker period={period} clock={organisation} timeZone={organisation.timeZone} />
      </div>
      <div className="toolbar">
        <FilterBar dimensions={metric.dimensions} />
        <span className="toolbar-end">
          <PrintButton />
          <SavedViews page={`/metric/${metric.id}`} />
        </span>
      </div>
      <PrintNotes title={metric.name} notes={metricNotes(context)} />
      <Await query={figure} what="the figure">
        {({ cells }) => {
          const [cell] = cells;
          return cell === undefined ? (
            <p className="quiet">No figure for this period.</p>
          ) : (
            <Figure context={context} cell={cell} comparison={comparison} target={target} />
          );
        }}
      </Await>
      {figure.error && figure.data ? <ProblemNote error={figure.error} /> : null}
      <Trend context={context} target={target} annotations={annotations} />
      <Tabs
        label={`More about ${metric.name}`}
        tabs={tabs}
        chosen={chosen}
        onChoose={(tab) => change({ tab, page: undefined }, true)}
      >
        {chosen === 'breakdown' ? <Breakdown context={context} /> : null}
        {chosen === 'rows' ? <RowsTab context={context} /> : null}
        {chosen === 'definition' ? <DefinitionTab context={context} /> : null}
        {chosen === 'quality' ? <QualityTab context={context} /> : null}
      </Tabs>
    </>
  );
};

/** One measure: its figure, its trend, its parts, its rows, its definition and how far it can be trusted. */
export const MetricPage = () => {
  const { id = '' } = useParams({ strict: false });
  const metric = useMetric(id);
  const organisation = useOrganisation();
  const period = useChosenPeriod();
  const [view] = useView();
  return (
    <Await query={metric} what="the definition">
      {(own) => (
        <>
          <PageHead title={own.name} lead={own.sentence}>
            <p className="quiet kicker">
              {groupTitles[own.group] ?? words(own.group)} · definition version {own.version}
              {own.custom ? ' · your own' : ''}
            </p>
          </PageHead>
          <Await query={organisation} what="your company">
            {(company) => (
              <MetricView
                context={{ metric: own, organisation: company, period, where: filtersOf(view.where) }}
              />
            )}
          </Await>
        </>
      )}
    </Await>
  );
};
