import { useState } from 'react';
import { choosePeriod, type ChosenPeriod, type Clock, presets } from '../period/chosen-period.js';
import { dateText } from '../format/period-name.js';
import { useView } from '../url/use-view.js';
import { Modal } from './modal.js';

const CustomPeriod = ({
  clock,
  start,
  end,
  onChoose,
  onClose,
}: {
  readonly clock: Clock;
  readonly start: string;
  readonly end: string;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}) => {
  const [from, setFrom] = useState(start);
  const [to, setTo] = useState(end);
  const [name, setName] = useState('');
  const written = name.trim();
  const understood = written === '' ? null : choosePeriod(written, clock);
  const isKnown = understood !== null && understood.id === written;
  const isRange = written === '' && from !== '' && to !== '' && from <= to;
  return (
    <Modal title="Another period" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isKnown) onChoose(written);
          else if (isRange) onChoose(`${from}..${to}`);
        }}
      >
        <div className="fields">
          <label>
            First day
            <input type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <label>
            Last day
            <input type="date" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
          </label>
        </div>
        <label>
          Or a name
          <input
            value={name}
            placeholder="2025-Q1"
            onChange={(event) => setName(event.target.value)}
            aria-describedby="period-names"
          />
        </label>
        <p id="period-names" className="quiet">
          2025, 2025-Q1, 2025-03, 2025-W09, 2025-03-14, FY2025, FY2025-Q1, or two of them joined by two dots.
          {written !== '' && !isKnown ? ' This is none of them yet.' : ''}
        </p>
        <p className="form-end">
          <button type="submit" className="button" disabled={written === '' ? !isRange : !isKnown}>
            Show
          </button>
        </p>
      </form>
    </Modal>
  );
};

/** Which period, and what it is compared with. Both stand in the address. */
export const PeriodPicker = ({
  period,
  clock,
  timeZone,
}: {
  readonly period: ChosenPeriod;
  readonly clock: Clock;
  readonly timeZone: string;
}) => {
  const [view, change] = useView();
  const [isOpen, setOpen] = useState(false);
  const isPreset = presets.some(({ id }) => id === period.id);
  return (
    <div className="period-picker">
      <label className="inline-field">
        <span>Period</span>
        <select
          value={isPreset ? period.id : 'custom'}
          onChange={(event) => {
            if (event.target.value === 'custom') setOpen(true);
            else change({ period: event.target.value, page: undefined });
          }}
        >
          {presets.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value="custom">{isPreset ? 'Another period …' : period.text}</option>
        </select>
      </label>
      <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
        Set dates
      </button>
      <label className="inline-field">
        <span>Compared with</span>
        <select
          value={view.compare ?? 'previous'}
          onChange={(event) =>
            change({ compare: event.target.value === 'previous' ? undefined : event.target.value })
          }
        >
          <option value="previous">the period before</option>
          <option value="year">a year earlier</option>
          <option value="none">nothing</option>
        </select>
      </label>
      <span className="period-note">
        <strong>{period.text}</strong>
        {period.partial ? <span className="so-far">so far</span> : null}
        <span className="quiet">
          {' '}
          data to {dateText(clock.asOf)}, {timeZone}
        </span>
      </span>
      {isOpen ? (
        <CustomPeriod
          clock={clock}
          start={period.start}
          end={clock.asOf < period.end ? clock.asOf : period.end}
          onClose={() => setOpen(false)}
          onChoose={(id) => {
            setOpen(false);
            change({ period: id, page: undefined });
          }}
        />
      ) : null}
    </div>
  );
};
