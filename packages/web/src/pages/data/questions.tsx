import type { ImportOptions } from '../../api/types-data.js';

interface Question {
  readonly file: string;
  readonly header: string;
  readonly question: string;
  readonly rule: string;
  readonly examples: readonly string[];
}

interface Props {
  readonly questions: readonly Question[];
  readonly options: ImportOptions;
  readonly onChange: (part: Partial<ImportOptions>) => void;
  readonly onApply: () => void;
  readonly isBusy: boolean;
}

const dateOrders = [
  { value: 'DMY', title: 'day first', read: (text: string) => dayOf(text, 0, 1) },
  { value: 'MDY', title: 'month first', read: (text: string) => dayOf(text, 1, 0) },
  { value: 'YMD', title: 'year first', read: () => null },
] as const;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What an example says under an order: 03/04/2025 is 3 April or March 4. Null where it is not written so. */
const dayOf = (text: string, day: number, month: number): string | null => {
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/.exec(text.trim());
  if (!parts) return null;
  const name = months[Number(parts[month + 1]) - 1];
  return name === undefined ? null : `${Number(parts[day + 1])} ${name} ${parts[3]}`;
};

/** A year of four digits at the end leaves no doubt where the year is. */
const canBeginWithYear = (text: string): boolean => !/^\d{1,2}[./-]\d{1,2}[./-]\d{4}/.test(text.trim());

const decimals = [
  { value: '.', title: 'point', read: (text: string) => text.replaceAll(',', '') },
  { value: ',', title: 'comma', read: (text: string) => text.replaceAll('.', '').replace(',', '.') },
] as const;

/** Columns that the data itself cannot decide. It is asked, never guessed. */
export const Questions = ({ questions, options, onChange, onApply, isBusy }: Props) => {
  const dates = questions.filter(({ rule }) => rule === 'F-04');
  const numbers = questions.filter(({ rule }) => rule !== 'F-04');
  const example = (all: readonly Question[]): string => all[0]?.examples[0] ?? '';
  const isAnswered =
    (dates.length === 0 || options.dateOrder !== undefined) &&
    (numbers.length === 0 || options.decimal !== undefined);
  const where = (all: readonly Question[]) => (
    <ul>
      {all.map(({ file, header, examples }) => (
        <li key={`${file}${header}`}>
          <b>{header}</b> in <code>{file}</code>: {examples.slice(0, 4).join(', ')}
        </li>
      ))}
    </ul>
  );
  return (
    <form
      className="note note-question"
      onSubmit={(event) => {
        event.preventDefault();
        onApply();
      }}
    >
      {dates.length === 0 ? null : (
        <fieldset>
          <legend>In which order are these dates written?</legend>
          <p>Every value fits more than one order, so the file cannot tell.</p>
          {where(dates)}
          {dateOrders
            .filter(({ value }) => value !== 'YMD' || canBeginWithYear(example(dates)))
            .map(({ value, title, read }) => {
              const said = read(example(dates));
              return (
                <label key={value} className="choice">
                  <input
                    type="radio"
                    name="date-order"
                    value={value}
                    checked={options.dateOrder === value}
                    onChange={() => onChange({ dateOrder: value })}
                  />
                  {title}
                  {said === null ? '' : `: ${example(dates)} is ${said}`}
                </label>
              );
            })}
        </fieldset>
      )}
      {numbers.length === 0 ? null : (
        <fieldset>
          <legend>Which mark begins the decimals?</legend>
          {where(numbers)}
          {decimals.map(({ value, title, read }) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name="decimal"
                value={value}
                checked={options.decimal === value}
                onChange={() => onChange({ decimal: value })}
              />
              {title}: {example(numbers)} is{' '}
              {Number(read(example(numbers)).replace(/[^\d.-]/g, '')).toLocaleString('en-US', {
                maximumFractionDigits: 6,
              })}
            </label>
          ))}
        </fieldset>
      )}
      <p>
        <button type="submit" className="button" disabled={!isAnswered || isBusy}>
          Read them so
        </button>
      </p>
    </form>
  );
};
