import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client.js';
import { useOrganisation } from '../../api/queries.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { Modal } from '../../components/modal.js';
import { Await } from '../../components/states.js';
import { instantText } from '../../format/period-name.js';
import { words } from '../../format/words.js';

type Entry = Readonly<Record<string, unknown>>;

const entriesOf = (answer: unknown): readonly Entry[] => {
  if (Array.isArray(answer)) return answer as Entry[];
  const inside = Object.values(answer as Record<string, unknown>).find((value) => Array.isArray(value));
  return (inside ?? []) as Entry[];
};

const shown = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The log of one target: every change with its time. */
export const TargetChanges = ({ line, name, onClose }: { readonly line: ScorecardLine; readonly name: string; readonly onClose: () => void }) => {
  const zone = useOrganisation().data?.timeZone;
  const changes = useQuery({
    queryKey: ['data', 'target-changes', line.id],
    queryFn: async ({ signal }) => entriesOf(await get<unknown>(`/targets/${line.id}/changes`, signal)),
  });
  return (
    <Modal title={`Changes of the target for ${name}`} onClose={onClose}>
      <Await query={changes} what="the changes">
        {(entries) => (
          <ol className="plain-list">
            {entries.map((entry, index) => (
              <li key={index}>
                <b>{instantText(shown(entry['at'] ?? entry['changedAt'] ?? entry['createdAt']), zone)}</b>
                <span>
                  {Object.entries(entry)
                    .filter(([key]) => !['at', 'changedAt', 'createdAt', 'id', 'targetId', 'target'].includes(key))
                    .map(([key, value]) => `${words(key)}: ${shown(value)}`)
                    .join('; ')}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Await>
    </Modal>
  );
};
