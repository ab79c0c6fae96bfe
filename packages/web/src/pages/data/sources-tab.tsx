import { useOrganisation, useSources } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { Await, Empty } from '../../components/states.js';
import { count } from '../../format/number.js';
import { dateText, instantText } from '../../format/period-name.js';
import { words } from '../../format/words.js';

/** Where the records come from, and how fresh they are. */
export const SourcesTab = () => {
  const sources = useSources();
  const zone = useOrganisation().data?.timeZone;
  return (
    <Await query={sources} what="the sources">
      {(data) =>
        data.sources.length === 0 ? (
          <Empty title="Nothing was imported yet." />
        ) : (
          <>
            <DataTable
              caption="Files by what they were recognised as"
              showCaption
              rows={data.sources.flatMap(({ title, streams }) =>
                streams.map((stream) => ({ title, ...stream })),
              )}
              rowKey={({ stream }) => stream}
              columns={[
                { key: 'stream', header: 'Recognised as', cell: ({ stream }) => stream },
                { key: 'source', header: 'Source', cell: ({ title }) => title },
                {
                  key: 'entities',
                  header: 'Gives',
                  wraps: true,
                  cell: ({ entities }) => entities.map(words).join(', '),
                },
                { key: 'files', header: 'Files', align: 'right', cell: ({ files }) => count(files) },
                { key: 'rows', header: 'Rows loaded', align: 'right', cell: ({ rows }) => count(rows) },
                {
                  key: 'out',
                  header: 'Kept out',
                  align: 'right',
                  cell: ({ rowsQuarantined }) => count(rowsQuarantined),
                },
                {
                  key: 'at',
                  header: 'Last import',
                  cell: ({ lastImportedAt }) => instantText(lastImportedAt, zone),
                },
              ]}
            />
            <DataTable
              caption="Records by kind, with the day of the latest"
              showCaption
              rows={data.entities}
              rowKey={({ entity }) => entity}
              columns={[
                { key: 'entity', header: 'Kind', cell: ({ entity }) => words(entity) },
                { key: 'rows', header: 'Records', align: 'right', cell: ({ rows }) => count(rows) },
                {
                  key: 'latest',
                  header: 'Latest',
                  cell: ({ latest }) => (latest === null ? '–' : dateText(latest)),
                },
              ]}
            />
          </>
        )
      }
    </Await>
  );
};
