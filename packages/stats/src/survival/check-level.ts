import { statisticsError } from '../errors.js';

/** A confidence level in (0, 1), 0.95 when not given. Throws SURVIVAL_BAD_LEVEL (95 instead of 0.95). */
export function checkLevel(level: number | undefined): number {
  if (level === undefined) return 0.95;
  if (!(level > 0 && level < 1)) throw statisticsError('SURVIVAL_BAD_LEVEL', level);
  return level;
}
