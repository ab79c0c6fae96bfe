import { useOrganisation, useTargetChanges } from '../../api/queries.js';
import type { Unit } from '../../api/types.js';
import type { ScorecardLine, TargetChange } from '../../api/types-business.js';
import { Modal } from '../../components/modal.js';
import { Await } from '../../components/states.js';
import { dateText, instantText, periodText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';

type State = NonNullable<TargetChange['after']>;

/** What a target said, part by part. */
const partsOf = (state: State, unit: Unit, currency: string): Readonly<Record<string, string>> => ({
  value: valueText(state.value, unit, currency),
  period: periodText(state.period),
  owner: state.owner ?? 'nobody',
  note: state.note ?? 'none',
  review: state.reviewOn === null ? 'none' : dateText(state.reviewOn),
});

/** A change in words: only the parts that differ. */
const changeWords = ({ kind, before, after }: TargetChange, unit: Unit, currency: string): string => {
  const [was, is] = [before, after].map((state) => (state === null ? null : partsOf(state, unit, currency)));
  if (kind === 'made' && is) return `set to ${is['value']} for ${is['period']}, owner ${is['owner']}`;
  if (kind === 'deleted') return `deleted; it was ${was?.['value'] ?? ''}`;
  const moved = Object.keys(is ?? {}).filter((name) => was?.[name] !== is?.[name]);
  return moved.length === 0
    ? 'saved without a change'
    : moved.map((name) => `${name} from ${was?.[name]} to ${is?.[name]}`).join('; ');
};

interface Props {
  readonly line: ScorecardLine;
  readonly name: string;
  readonly unit: Unit;
  readonly onClose: () => void;
}

/** The log of one target: every change with its time. */
export const TargetChanges = ({ line, name, unit, onClose }: Props) => {
  const organisation = useOrganisation().data;
  const changes = useTargetChanges(line.id);
  return (
    <Modal title={`Changes of the target for ${name}`} onClose={onClose}>
      <Await query={changes} what="the changes">
        {(entries) => (
          <ol className="plain-list">
            {entries.map((entry) => (
              <li key={`${entry.changedAt}${entry.kind}`}>
                <b>{instantText(entry.changedAt, organisation?.timeZone)}</b>
                <span>{changeWords(entry, unit, organisation?.currency ?? 'EUR')}</span>
              </li>
            ))}
          </ol>
        )}
      </Await>
    </Modal>
  );
};
