import type { Engine } from '../engine/engine.js';
import { readSetting } from '../schema/setting.js';

/** Of which data and settings the facts are; changes in the same transaction as they do. */
export const factsVersion = async (engine: Engine): Promise<string> =>
  `${(await readSetting(engine, 'facts_data_version')) ?? ''}:${(await readSetting(engine, 'facts_key')) ?? ''}`;
