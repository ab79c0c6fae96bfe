import { useMetrics, useOrganisation } from '../../api/queries.js';
import { FilterBar } from '../../components/filter-bar.js';
import { PageHead } from '../../components/page-head.js';
import { PeriodPicker } from '../../components/period-picker.js';
import { PrintButton } from '../../components/print.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await, Empty } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { useChosenPeriod, useView } from '../../url/use-view.js';
import { CohortView } from './cohort-view.js';
import { FunnelView } from './funnel-view.js';
import { VelocityView } from './velocity-view.js';

const tabs = [
  { id: 'cohorts', title: 'Who stays', metric: 'cohort_retention' },
  { id: 'funnel', title: 'Stage funnel', metric: 'stage_conversion_rate' },
  { id: 'velocity', title: 'Pipeline velocity', metric: 'pipeline_velocity' },
] as const;

/** Dimensions that the view itself runs along, or that name a single account. */
const unasked = ['account_id', 'cohort', 'stage', 'pipeline', 'basis', 'end_reason'];

/** Who stays, cohort by cohort; how deals move through the stages; and what moved the speed of the pipeline. */
export const CohortsPage = () => {
  const organisation = useOrganisation();
  const period = useChosenPeriod();
  const [view, change] = useView();
  const metrics = useMetrics().data?.metrics ?? [];
  const { id: chosen, metric } = tabs.find(({ id }) => id === view.tab) ?? tabs[0];
  const dimensions = (metrics.find(({ id }) => id === metric)?.dimensions ?? []).filter(
    (name) => !unasked.includes(name),
  );
  return (
    <>
      <PageHead
        title="Cohorts & funnel"
        lead="Who stays, how deals move, and what moved the speed of the pipeline."
      />
      <Await query={organisation} what="your company">
        {(own) =>
          own.hasData ? (
            <Tabs
              label="Cohorts and funnel"
              tabs={tabs}
              chosen={chosen}
              // What one can be narrowed by the others may not carry.
              onChoose={(tab) => change({ tab, where: undefined }, true)}
            >
              <FilterBar dimensions={dimensions} />
              {chosen === 'cohorts' ? (
                <CohortView organisation={own} />
              ) : (
                <>
                  <div className="toolbar">
                    <PeriodPicker period={period} clock={own} timeZone={own.timeZone} />
                    <span className="toolbar-end">
                      <SavedViews page="/cohorts" />
                      <PrintButton />
                    </span>
                  </div>
                  {chosen === 'funnel' ? (
                    <FunnelView period={period} />
                  ) : (
                    <VelocityView period={period} currency={own.currency} />
                  )}
                </>
              )}
            </Tabs>
          ) : (
            <Empty title="Nothing was imported yet." />
          )
        }
      </Await>
    </>
  );
};
