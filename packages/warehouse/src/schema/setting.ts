import type { Engine } from '../engine/engine.js';

/** A value of the workspace's bookkeeping; null where it was never written. */
export const readSetting = async (engine: Engine, name: string): Promise<string | null> => {
  const [row] = await engine.rows('SELECT value FROM control.setting WHERE name = ?', [name]);
  return row ? String(row['value']) : null;
};

export const writeSetting = async (engine: Engine, name: string, value: string): Promise<void> => {
  const changed = await engine.run('UPDATE control.setting SET value = ? WHERE name = ?', [value, name]);
  if (changed === 0) await engine.run('INSERT INTO control.setting VALUES (?, ?)', [name, value]);
};
