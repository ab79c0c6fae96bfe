import { initWorkspace, readConfig, settingsOfNew } from '@bellwether/warehouse';
import { accessSync, constants, type Dirent, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A workspace as it is chosen: never by its path. */
export interface Neighbour {
  /** Name of its folder. */
  readonly id: string;
  readonly name: string;
  readonly isSample: boolean;
}

export interface NewWorkspace {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStartsMonth: number;
}

/** The id of the workspace in this folder. */
export const idOf = (directory: string): string => basename(directory);

/** The folder of a neighbour whose id came out of `neighboursOf`. */
export const folderOf = (directory: string, id: string): string => join(dirname(directory), id);

/** One whose settings cannot be read is called by its folder; what is wrong with them is said when it is opened. */
const described = (directory: string): Neighbour => {
  const id = idOf(directory);
  try {
    const { organisation } = readConfig(join(directory, 'bellwether.yaml'));
    return { id, name: organisation.name, isSample: organisation.is_sample };
  } catch {
    return { id, name: id, isSample: false };
  }
};

/** What a folder holds; nothing where it may not be read. */
const entriesOf = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};

/** The workspaces in folders beside this one, by their ids. Links are passed over: they may lead anywhere. */
export const neighboursOf = (directory: string): Neighbour[] => {
  const parent = dirname(directory);
  const isHere = (id: string) => join(parent, id) === directory;
  return entriesOf(parent)
    .filter((entry) => entry.isDirectory() && !isHere(entry.name))
    .filter(({ name }) => existsSync(join(parent, name, 'bellwether.yaml')))
    .map(({ name }) => described(join(parent, name)))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
};

/** A folder can be made beside this one. */
export const hasRoomBeside = (directory: string): boolean => {
  const parent = dirname(directory);
  if (parent === directory) return false;
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** `Möbel & Söhne` as `mobel-sohne`. */
const folderName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '') || 'company';

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Makes a folder that was not there: the name, or the name and a number. */
const freshFolder = (parent: string, name: string): string => {
  for (let number = 1; ; number += 1) {
    const path = join(parent, number === 1 ? name : `${name}-${number}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
};

/** Makes an empty workspace beside this one; gives its folder. Throws CONFIG_INVALID before anything is made. */
export const makeBeside = (directory: string, wanted: NewWorkspace): string => {
  const yaml = settingsOfNew({
    organisation: {
      name: wanted.name,
      time_zone: wanted.timeZone,
      currency: wanted.currency,
      fiscal_year_starts_month: wanted.fiscalYearStartsMonth,
    },
  });
  const folder = freshFolder(dirname(directory), folderName(wanted.name));
  try {
    return initWorkspace(folder, yaml);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};
