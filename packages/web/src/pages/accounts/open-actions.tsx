import { Link } from '@tanstack/react-router';
import type { AccountDetail, OpenAction } from '../../api/types-business.js';
import { DataTable } from '../../components/data-table.js';
import { count } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { distanceText } from '../../format/sign-words.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';

/** What is to be done about it. */
const task = ({ kind, state, detail }: OpenAction): string => {
  switch (kind) {
    case 'deal':
      return state === 'late' ? 'Close, or move the expected close' : 'Bring to a close';
    case 'ticket':
      return state === 'unanswered' ? 'Answer' : 'Solve';
    case 'invoice':
      return state === 'late' ? 'Collect' : 'Wait for the payment';
    default:
      return detail === 'renews_itself' ? 'Renews by itself, unless they say no' : 'Agree the renewal';
  }
};

/** What the date is: a ticket came then, the others are due. */
const when = ({ kind, date, days }: OpenAction): string => {
  if (date === null || days === null) return 'no date';
  const what = kind === 'ticket' ? 'came' : kind === 'deal' ? 'expected' : 'due';
  return `${what} ${dateText(date)}, ${distanceText(days)}`;
};

const name = ({ kind, title, detail, recordId }: OpenAction): string => {
  const about = title ?? (kind === 'renewal' ? '' : recordId);
  const more = detail === null || detail === 'renews_itself' ? '' : ` (${detail})`;
  return `${words(kind)}${about === '' ? '' : `: ${about}`}${more}`;
};

/** What waits for somebody on this account; the name leads to what happened of its kind. */
export const OpenActions = ({
  account,
  currency,
}: {
  readonly account: AccountDetail;
  readonly currency: string;
}) => (
  <section>
    <h2>Open actions</h2>
    {account.actions.length === 0 ? (
      <p className="quiet">
        Nothing waits: no deal, ticket or invoice is open, and no renewal is due within{' '}
        {account.healthRule.renewalDays} days.
      </p>
    ) : (
      <>
        <p className="quiet">
          What has waited longest comes first, then what comes soonest.
          {account.actionsTotal > account.actions.length
            ? ` The first ${count(account.actions.length)} of ${count(account.actionsTotal)}.`
            : ''}
        </p>
        <DataTable
          caption="Open actions"
          rows={account.actions}
          rowKey={({ kind, recordId }) => `${kind}${recordId}`}
          columns={[
            {
              key: 'name',
              header: 'What',
              wraps: true,
              cell: (action) => (
                <Link
                  to="/accounts/$id"
                  params={{ id: account.id }}
                  search={{ kinds: action.kind }}
                  hash="timeline"
                >
                  {name(action)}
                </Link>
              ),
            },
            { key: 'task', header: 'To do', cell: task },
            {
              key: 'date',
              header: 'When',
              cell: (action) => (
                <span className={action.state === 'open' ? '' : 'is-late'}>
                  {when(action)}
                  {action.state === 'unanswered' ? ', unanswered' : action.state === 'late' ? ', late' : ''}
                </span>
              ),
            },
            {
              key: 'amount',
              header: 'Amount',
              align: 'right',
              cell: ({ amount }) => (amount === null ? '–' : valueText(amount, 'money', currency)),
            },
            { key: 'owner', header: 'Owner', cell: ({ owner }) => owner ?? '–' },
          ]}
        />
      </>
    )}
  </section>
);
