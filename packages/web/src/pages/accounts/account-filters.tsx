import { useDimensionValues } from '../../api/queries.js';
import { SearchField } from '../../components/search-field.js';
import { useView } from '../../url/use-view.js';
import { healthStates, statuses } from './accounts-table.js';

/** One of the values that a dimension has, or all. */
const Choice = ({
  title,
  dimension,
  value,
  onChange,
}: {
  readonly title: string;
  readonly dimension: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) => {
  const known = (useDimensionValues(dimension).data?.values ?? []).flatMap((one) => one.value ?? []);
  const values = value === undefined || known.includes(value) ? known : [value, ...known];
  return values.length === 0 ? null : (
    <label className="inline-field">
      <span>{title}</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">all</option>
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
};

/** Search and filters of the list; all of them stand in the address. */
export const AccountFilters = () => {
  const [view, change] = useView();
  return (
    <>
      <SearchField asksServer placeholder="name, domain, id" />
      <label className="inline-field">
        <span>Status</span>
        <select
          value={view.status ?? ''}
          onChange={(event) =>
            change({ status: event.target.value === '' ? undefined : event.target.value, page: undefined })
          }
        >
          <option value="">all</option>
          {statuses.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="inline-field">
        <span>Health</span>
        <select
          value={view.health ?? ''}
          onChange={(event) =>
            change({ health: event.target.value === '' ? undefined : event.target.value, page: undefined })
          }
        >
          <option value="">all</option>
          {healthStates.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Choice
        title="Owner"
        dimension="owner"
        value={view.owner}
        onChange={(owner) => change({ owner, page: undefined })}
      />
      <Choice
        title="Segment"
        dimension="segment"
        value={view.segment}
        onChange={(segment) => change({ segment, page: undefined })}
      />
      <label className="inline-field">
        <input
          type="checkbox"
          checked={view.concerns === 'true'}
          onChange={(event) =>
            change({ concerns: event.target.checked ? 'true' : undefined, page: undefined })
          }
        />
        <span>with a concern</span>
      </label>
    </>
  );
};
