import { statisticsError } from '../errors.js';
import { createRandom, drawPermutation, type Seed } from '../random/index.js';

/**
 * Fold 0 to folds - 1 of each row, drawn with a seed, events and other rows dealt out evenly (stratified). With `group` all
 * rows of a group (customer) share a fold, since a model that has seen a customer is flattered by meeting it again; groups
 * with an event and without are then dealt out evenly.
 */
export function drawFolds(
  outcome: Uint8Array,
  folds: number,
  seed: Seed,
  group?: ArrayLike<string | number>,
): Uint8Array {
  const rows = outcome.length;
  if (group !== undefined && group.length !== rows) {
    throw statisticsError('RISK_LENGTH', 'group', group.length, rows);
  }
  const unitOf = new Uint32Array(rows);
  const place = new Map<string | number, number>();
  for (let row = 0; row < rows; row++) {
    const label = group === undefined ? row : group[row]!;
    let unit = place.get(label);
    if (unit === undefined) {
      unit = place.size;
      place.set(label, unit);
    }
    unitOf[row] = unit;
  }
  const hasEvent = new Uint8Array(place.size);
  const hasOther = new Uint8Array(place.size);
  for (let row = 0; row < rows; row++) (outcome[row] === 1 ? hasEvent : hasOther)[unitOf[row]!] = 1;
  const count = (marks: Uint8Array): number => marks.reduce((sum, value) => sum + value, 0);
  const fewest = Math.min(count(hasEvent), count(hasOther));
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= Math.min(fewest, 255))) {
    const remedy = `pass a whole number from 2 to ${Math.min(fewest, 255)} (the rarer outcome has ${fewest} units), or gather more data`;
    throw statisticsError('RISK_OPTION', 'folds', folds, remedy);
  }
  const foldOf = new Uint8Array(place.size);
  let dealt = 0;
  const shuffled = drawPermutation(createRandom(seed).stream('folds'), place.size);
  for (const kind of [1, 0]) {
    for (const unit of shuffled) if (hasEvent[unit] === kind) foldOf[unit] = dealt++ % folds;
  }
  return Uint8Array.from(unitOf, (unit) => foldOf[unit]!);
}
