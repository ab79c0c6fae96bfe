import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { refreshData } from '../../api/changes.js';
import { write } from '../../api/client.js';
import { jobDone } from '../../api/jobs.js';
import { useMetrics, useSettings } from '../../api/queries.js';
import type { Job, Settings } from '../../api/types-data.js';
import { PageHead } from '../../components/page-head.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { Await, ProblemNote } from '../../components/states.js';
import { useSay } from '../../components/toast.js';
import { plural, words } from '../../format/words.js';
import { readSetting, type SettingField, settingFields, writtenSetting } from './setting-fields.js';
import { WorkspaceList } from './workspaces.js';

const groups = [
  { id: 'organisation', title: 'Organisation' },
  { id: 'customers', title: 'Customers' },
  { id: 'assumptions', title: 'Assumptions' },
] as const;

const keyOf = ({ group, name }: SettingField): string => `${group}.${name}`;

/** Which figures a setting moves; a few by name. */
const Moves = ({ moved }: { readonly moved: readonly string[] }) => {
  const metrics = useMetrics().data?.metrics ?? [];
  return moved.length === 0 ? null : (
    <span className="quiet">
      {' '}
      Moves{' '}
      {moved.includes('*')
        ? 'every figure'
        : moved.length > 8
          ? plural(moved.length, 'figure')
          : moved.map((id, index) => (
              <span key={id}>
                {index === 0 ? '' : ', '}
                <Link to="/metric/$id" params={{ id }} search={{ tab: 'definition' }}>
                  {metrics.find((metric) => metric.id === id)?.name ?? words(id)}
                </Link>
              </span>
            ))}
      .
    </span>
  );
};

const Field = ({
  field,
  value,
  onChange,
  moved,
}: {
  readonly field: SettingField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly moved: readonly string[];
}) => (
  <div className="setting">
    <label htmlFor={keyOf(field)}>{field.title}</label>
    {field.kind === 'choice' ? (
      <select id={keyOf(field)} value={value} onChange={(event) => onChange(event.target.value)}>
        {(field.choices ?? []).map((choice) => (
          <option key={choice} value={choice}>
            {field.called?.(choice) ?? words(choice)}
          </option>
        ))}
      </select>
    ) : (
      <input
        id={keyOf(field)}
        value={value}
        inputMode={field.kind === 'number' || field.kind === 'percent' ? 'decimal' : 'text'}
        placeholder={field.isOptional === true ? 'not declared' : ''}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${keyOf(field)}-help`}
      />
    )}
    <p id={`${keyOf(field)}-help`}>
      {field.help}
      <Moves moved={moved} />
    </p>
  </div>
);

type Written = Readonly<Record<string, string>>;

const writtenOf = (settings: Settings): Written =>
  Object.fromEntries(
    settingFields.map((field) => [keyOf(field), writtenSetting(field, settings[field.group][field.name])]),
  );

/** Only what differs is sent, group by group. A field that was emptied is sent as null. */
const changedParts = (before: Written, now: Written): Record<string, Record<string, unknown>> => {
  const parts: Record<string, Record<string, unknown>> = {};
  for (const field of settingFields) {
    const key = keyOf(field);
    if (now[key] === before[key]) continue;
    (parts[field.group] ??= {})[field.name] = readSetting(field, now[key] ?? '') ?? null;
  }
  return parts;
};

const SettingsForm = ({ settings }: { readonly settings: Settings }) => {
  const client = useQueryClient();
  const say = useSay();
  const before = writtenOf(settings);
  const [changed, setChanged] = useState<Written>({});
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const now = { ...before, ...changed };
  const parts = changedParts(before, now);
  const many = Object.values(parts).reduce((sum, part) => sum + Object.keys(part).length, 0);
  const put = async (body: unknown): Promise<void> => {
    const answer = await write<{ readonly job?: Job | null }>('PUT', '/settings', body);
    if (answer.job) await jobDone(answer.job);
    await refreshData(client);
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    const back = changedParts(now, before);
    try {
      await put(parts);
      setChanged({});
      say(`Saved ${plural(many, 'setting')}; the figures are worked out anew.`, {
        undo: () => {
          put(back)
            .then(() => say('The settings are as they were.'))
            .catch((caught: unknown) => setError(caught));
        },
      });
    } catch (caught) {
      setError(caught);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {groups.map(({ id, title }) => (
        <fieldset key={id} className="settings-group">
          <legend>{title}</legend>
          {settingFields
            .filter(({ group }) => group === id)
            .map((field) => (
              <Field
                key={keyOf(field)}
                field={field}
                value={now[keyOf(field)] ?? ''}
                moved={settings.moves[keyOf(field)] ?? []}
                onChange={(value) => setChanged({ ...changed, [keyOf(field)]: value })}
              />
            ))}
        </fieldset>
      ))}
      {error === null ? null : <ProblemNote error={error} />}
      {isSaving ? <ProgressBar label="Saving, and working the figures out anew" fraction={null} /> : null}
      <p className="toolbar">
        <button type="submit" className="button" disabled={many === 0 || isSaving}>
          {many === 0 ? 'Nothing changed' : `Save ${plural(many, 'change')}`}
        </button>
        {many === 0 ? null : (
          <button type="button" className="quiet-button" disabled={isSaving} onClick={() => setChanged({})}>
            Discard
          </button>
        )}
      </p>
    </form>
  );
};

/** What only you can know: whose figures these are, and the assumptions behind them. */
export const SettingsPage = () => {
  const settings = useSettings();
  return (
    <>
      <PageHead
        title="Settings"
        lead="Kept in bellwether.yaml of the workspace; each says which figures it moves."
      />
      <Await query={settings} what="the settings">
        {(data) => <SettingsForm settings={data} />}
      </Await>
      <WorkspaceList />
    </>
  );
};
