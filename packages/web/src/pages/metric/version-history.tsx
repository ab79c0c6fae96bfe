import { useDefinitionVersions } from '../../api/queries.js';
import type { DefinitionVersions } from '../../api/types.js';
import { Await } from '../../components/states.js';
import { instantText } from '../../format/period-name.js';
import { words } from '../../format/words.js';
import type { MetricContext } from './metric-context.js';

type Version = DefinitionVersions['versions'][number];

const said = (text: string | null): string => (text === null ? 'nothing' : `“${text}”`);

const Entry = ({
  entry,
  isFirst,
  timeZone,
}: {
  readonly entry: Version;
  readonly isFirst: boolean;
  readonly timeZone: string;
}) => (
  <li>
    <b>Version {entry.version}</b>, <code title={entry.hash}>{entry.hash.slice(0, 12)}</code>, since{' '}
    {instantText(entry.seenAt, timeZone)}
    {isFirst ? <span className="quiet"> (the first that this workspace kept)</span> : null}
    {entry.changes.length === 0 ? null : (
      <ul>
        {entry.changes.map(({ part, before, after }) => (
          <li key={part}>
            {words(part)}: {said(before)} became {said(after)}
          </li>
        ))}
      </ul>
    )}
    {!isFirst && entry.changes.length === 0 ? (
      <span className="quiet"> The words are the same; what is counted changed in its details.</span>
    ) : null}
  </li>
);

/** Which definitions have answered in this workspace, as far as it kept them. */
export const VersionHistory = ({
  context: { metric, organisation },
}: {
  readonly context: MetricContext;
}) => {
  const versions = useDefinitionVersions(metric.id);
  return (
    <section>
      <h3>Versions</h3>
      <p>
        Version {metric.version}, {metric.custom ? 'your own in bellwether.yaml' : 'built in'}. Hash{' '}
        <code>{metric.hash}</code>: it changes with anything that changes the figure, and stands in every
        export.
      </p>
      <Await query={versions} what="the versions">
        {(data) =>
          data.versions.length === 0 ? (
            <p className="quiet">This workspace has kept no definition yet; it does so at each start.</p>
          ) : (
            <>
              <ol className="versions">
                {data.versions.map((entry, index) => (
                  <Entry
                    key={`${entry.seenAt}${entry.hash}`}
                    entry={entry}
                    isFirst={index === data.versions.length - 1}
                    timeZone={organisation.timeZone}
                  />
                ))}
              </ol>
              <p className="quiet">
                Kept at each start since{' '}
                {instantText(data.versions.at(-1)?.seenAt ?? '', organisation.timeZone)}; what was defined
                before is not recorded.
              </p>
            </>
          )
        }
      </Await>
    </section>
  );
};
