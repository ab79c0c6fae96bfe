import { useOrganisation } from '../../api/queries.js';
import { PageHead } from '../../components/page-head.js';
import { PeriodPicker } from '../../components/period-picker.js';
import { Await, Empty } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { useChosenPeriod, useView } from '../../url/use-view.js';
import { CohortView } from './cohort-view.js';
import { FunnelView } from './funnel-view.js';
import { VelocityView } from './velocity-view.js';

const tabs = [
  { id: 'cohorts', title: 'Who stays' },
  { id: 'funnel', title: 'Stage funnel' },
  { id: 'velocity', title: 'Pipeline velocity' },
] as const;

/** Who stays, cohort by cohort; how deals move through the stages; and what moved the speed of the pipeline. */
export const CohortsPage = () => {
  const organisation = useOrganisation();
  const period = useChosenPeriod();
  const [view, change] = useView();
  const chosen = tabs.find(({ id }) => id === view.tab)?.id ?? 'cohorts';
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
              onChoose={(tab) => change({ tab }, true)}
            >
              {chosen === 'cohorts' ? (
                <CohortView organisation={own} />
              ) : (
                <>
                  <div className="toolbar">
                    <PeriodPicker period={period} clock={own} timeZone={own.timeZone} />
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
