import type { AccountEvidence } from '../../api/types-identity.js';
import { Evidence } from '../../components/evidence.js';
import { Modal } from '../../components/modal.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { ProblemNote } from '../../components/states.js';
import { useBusy } from '../../components/use-busy.js';
import { useSeparate } from './decisions.js';

type Link = AccountEvidence['links'][number];

/** Why these records are one account, and the way to say that two of them are not. */
export const WhyOne = ({
  id,
  name,
  onClose,
}: {
  readonly id: string;
  readonly name: string | null;
  readonly onClose: () => void;
}) => {
  const { isBusy, error, run } = useBusy();
  const separate = useSeparate();
  const part = ({ one, other }: Link): Promise<void> =>
    run(async () => {
      await separate({ one, other });
      onClose();
    });
  return (
    <Modal title={`Why is ${name ?? id} one account?`} className="modal-wide" onClose={onClose}>
      {isBusy ? <ProgressBar label="Parting them, and working the figures out anew" fraction={null} /> : null}
      {error === null ? null : <ProblemNote error={error} />}
      <Evidence
        id={id}
        action={(link) => (
          <button
            type="button"
            className="link-button"
            aria-label={`These are not one: ${link.one} and ${link.other}`}
            disabled={isBusy}
            onClick={() => void part(link)}
          >
            These are not one
          </button>
        )}
      />
    </Modal>
  );
};
