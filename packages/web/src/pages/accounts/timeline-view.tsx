import { useTimeline } from '../../api/queries.js';
import type { TimelineEvent } from '../../api/types-business.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { Await } from '../../components/states.js';
import type { ExportTable, Note } from '../../export/table.js';
import { dateText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';

const kinds = [
  'deal',
  'order',
  'invoice',
  'subscription',
  'renewal',
  'ticket',
  'survey',
  'activity',
] as const;

/** A code such as `same_product` as words; any other text is left as it is. */
const inWords = (detail: string): string =>
  /^[a-z]+(?:_[a-z]+)+$/.test(detail) ? detail.replaceAll('_', ' ') : detail;

const Event = ({ event, currency }: { readonly event: TimelineEvent; readonly currency: string }) => (
  <li>
    <time dateTime={event.date}>{dateText(event.date)}</time>
    <span className="tag">{words(event.kind)}</span>
    <span className="timeline-text">
      {event.title}
      {event.detail === null || event.detail === '' ? null : (
        <span className="quiet"> {inWords(event.detail)}</span>
      )}
    </span>
    <span className="is-number">
      {event.amount === null ? '' : valueText(event.amount, 'money', currency)}
    </span>
  </li>
);

const timelineTable = (id: string, events: readonly TimelineEvent[]): Omit<ExportTable, 'notes'> => ({
  title: `What happened with ${id}, the newest first`,
  file: `timeline-${id.replaceAll(/[^\w-]/g, '-')}`,
  header: ['date', 'kind', 'title', 'detail', 'amount', 'record', 'batch', 'row'],
  rows: events.map((event) => [
    { day: event.date },
    event.kind,
    event.title,
    event.detail,
    { value: event.amount, unit: 'money' },
    event.recordId,
    event.batchId,
    event.rowNumber,
  ]),
});

/** What happened with the account, newest first, whatever the source. */
export const TimelineView = ({ id, currency }: { readonly id: string; readonly currency: string }) => {
  const [view, change] = useView();
  const notes: readonly Note[] = [
    ['Account', id],
    ['Kinds', view.kinds ?? 'all'],
    ['Events', view.page === undefined ? 'the latest' : `before ${view.page.slice(0, 10)}`],
  ];
  const timeline = useTimeline(id, view.kinds ?? '', view.page);
  return (
    <section id="timeline">
      <h2>Timeline</h2>
      <div className="segmented" role="group" aria-label="Kinds of events">
        <button
          type="button"
          aria-pressed={view.kinds === undefined}
          onClick={() => change({ kinds: undefined, page: undefined })}
        >
          All
        </button>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={view.kinds === kind}
            onClick={() => change({ kinds: kind, page: undefined })}
          >
            {words(kind)}
          </button>
        ))}
      </div>
      <Await query={timeline} what="the timeline">
        {({ events, next }) => (
          <>
            <p className="toolbar">
              <span className="toolbar-end">
                <ExportButtons table={() => timelineTable(id, events)} notes={notes} of="the timeline" />
              </span>
            </p>
            {events.length === 0 ? <p className="quiet">Nothing is recorded.</p> : null}
            {[...Map.groupBy(events, ({ date }) => date.slice(0, 4))].map(([year, own]) => (
              <section key={year}>
                <h3>{year}</h3>
                <ol className="timeline">
                  {own.map((event, index) => (
                    <Event key={`${event.recordId}${event.date}${index}`} event={event} currency={currency} />
                  ))}
                </ol>
              </section>
            ))}
            <p className="pager">
              {view.page === undefined ? null : (
                <button type="button" className="quiet-button" onClick={() => change({ page: undefined })}>
                  Newest
                </button>
              )}
              {next === null ? null : (
                <button type="button" className="quiet-button" onClick={() => change({ page: next })}>
                  Earlier
                </button>
              )}
            </p>
          </>
        )}
      </Await>
    </section>
  );
};
