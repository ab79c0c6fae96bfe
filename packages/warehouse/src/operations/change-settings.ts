import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { newSettings } from '../config/new-settings.js';
import { readConfig } from '../config/read-config.js';
import { type WorkspaceConfig, workspaceConfigSchema } from '../config/workspace-config.js';
import { warehouseError } from '../errors.js';
import { editYaml, type SettingValue } from './edit-yaml.js';
import type { Workspace } from '../workspace/workspace.js';

/** What the settings page changes; each name as in `bellwether.yaml`. A value of null takes the setting out. */
export type SettingsChange = Readonly<
  Partial<Record<'organisation' | 'customers' | 'assumptions', Readonly<Record<string, SettingValue>>>>
>;

/** The settings after a change, checked, and the text of the file; nothing is written. Throws CONFIG_INVALID. */
export const planSettings = (
  workspace: Workspace,
  change: SettingsChange,
): { readonly config: WorkspaceConfig; readonly yaml: string } => {
  const file = join(workspace.directory, 'bellwether.yaml');
  // A file with a broken line would be written back broken: the same message as on opening.
  readConfig(file);
  return changedSettings(readFileSync(file, 'utf8'), change);
};

/** The text of `bellwether.yaml` of a new workspace with these settings, checked. Throws CONFIG_INVALID. */
export const settingsOfNew = (change: SettingsChange): string => changedSettings(newSettings, change).yaml;

const changedSettings = (
  text: string,
  change: SettingsChange,
): { readonly config: WorkspaceConfig; readonly yaml: string } => {
  let yaml = text;
  for (const [section, values] of Object.entries(change)) {
    for (const [name, value] of Object.entries(values)) yaml = editYaml(yaml, section, name, value);
  }
  const checked = workspaceConfigSchema.safeParse(parseDocument(yaml).toJS() ?? {});
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = (issue?.path ?? []).map(String).join('.');
    throw warehouseError('CONFIG_INVALID', where === '' ? 'bellwether.yaml' : where, issue?.message ?? '');
  }
  return { config: checked.data, yaml };
};

/** Puts the new text in the place of `bellwether.yaml`, whole or not at all. */
export const writeSettings = (workspace: Workspace, yaml: string): void => {
  const file = join(workspace.directory, 'bellwether.yaml');
  const partial = `${file}.partial`;
  writeFileSync(partial, yaml);
  renameSync(partial, file);
};
