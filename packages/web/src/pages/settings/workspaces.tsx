import { Link } from '@tanstack/react-router';
import { useGoOver } from '../../api/go-over.js';
import { useWorkspaces } from '../../api/queries.js';
import type { Workspace } from '../../api/types-data.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { Await, ProblemNote } from '../../components/states.js';

const Named = ({ workspace }: { readonly workspace: Workspace }) => (
  <span>
    <b>{workspace.name}</b>
    {workspace.isSample ? <span className="tag">sample</span> : null}{' '}
    <span className="quiet">folder {workspace.id}</span>
  </span>
);

/** Which workspace is served, and the way to those beside it. */
export const WorkspaceList = () => {
  const workspaces = useWorkspaces();
  const { isGoing, error, goOver } = useGoOver();
  return (
    <section className="settings-group" aria-labelledby="workspaces">
      <h2 id="workspaces">Workspaces</h2>
      <p>Each is a company of its own, in a folder beside this one; no figure takes in two of them.</p>
      <Await query={workspaces} what="the workspaces">
        {({ served, others, canMake }) => (
          <>
            <ul className="workspaces">
              <li>
                <Named workspace={served} />
                <span className="quiet">open now</span>
              </li>
              {others.map((other) => (
                <li key={other.id}>
                  <Named workspace={other} />
                  <button
                    type="button"
                    className="quiet-button"
                    disabled={isGoing}
                    onClick={() =>
                      void goOver(`/workspaces/${encodeURIComponent(other.id)}/open`, undefined, '/')
                    }
                  >
                    Open<span className="sr-only"> {other.name}</span>
                  </button>
                </li>
              ))}
            </ul>
            {canMake ? (
              <p>
                <Link to="/start" className="quiet-button">
                  Use my own data
                </Link>
              </p>
            ) : null}
          </>
        )}
      </Await>
      {error === null ? null : <ProblemNote error={error} />}
      {isGoing ? <ProgressBar label="Opening the workspace" fraction={null} /> : null}
    </section>
  );
};
