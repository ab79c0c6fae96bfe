import { useState } from 'react';
import { useEntities } from '../../api/queries.js';
import type { EntityChoice, ImportOptions, PlannedTable } from '../../api/types-data.js';
import { words } from '../../format/words.js';

/** Headers and columns alike but for case, spaces and underscores. */
const alike = (header: string, column: string): boolean => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(header) === plain(column);
};

const guess = (entity: EntityChoice | undefined, table: PlannedTable): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (entity?.columns ?? []).flatMap(({ name }) => {
      const header = table.headers.find((one) => alike(one.header, name));
      return header === undefined ? [] : [[name, header.header]];
    }),
  );

/** Column by column: which header gives what. Headers with the same name are filled in; the rest is yours. */
export const MappingEditor = ({
  table,
  isBusy,
  onApply,
}: {
  readonly table: PlannedTable;
  readonly isBusy: boolean;
  readonly onApply: (mapping: NonNullable<ImportOptions['mapping']>) => void;
}) => {
  const entities = useEntities().data ?? [];
  const [name, setName] = useState('');
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({});
  const entity = entities.find((one) => one.entity === name);
  const chosen = Object.fromEntries(Object.entries(columns).filter(([, header]) => header !== ''));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (entity) onApply({ entity: name, columns: chosen });
      }}
    >
      <label>
        Or map its columns: one row is one
        <select
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setColumns(
              guess(
                entities.find((one) => one.entity === event.target.value),
                table,
              ),
            );
          }}
        >
          <option value="">choose …</option>
          {entities.map((one) => (
            <option key={one.entity} value={one.entity}>
              {words(one.entity).toLowerCase()}
            </option>
          ))}
        </select>
      </label>
      {entity === undefined ? null : (
        <>
          <div className="mapping">
            {entity.columns.map((column) => {
              const header = table.headers.find((one) => one.header === columns[column.name]);
              return (
                <label key={column.name}>
                  <span>
                    {words(column.name)} {column.required === true ? <b>needed</b> : null}{' '}
                    <span className="quiet">{column.type}</span>
                  </span>
                  <select
                    value={columns[column.name] ?? ''}
                    onChange={(event) => setColumns({ ...columns, [column.name]: event.target.value })}
                  >
                    <option value="">not in this file</option>
                    {table.headers.map((one) => (
                      <option key={one.name} value={one.header}>
                        {one.header}
                      </option>
                    ))}
                  </select>
                  <span className="quiet">{header?.examples.slice(0, 3).join(', ') ?? ''}</span>
                </label>
              );
            })}
          </div>
          <p>
            <button type="submit" className="button" disabled={isBusy || Object.keys(chosen).length === 0}>
              Map {Object.keys(chosen).length} columns
            </button>
          </p>
        </>
      )}
    </form>
  );
};
