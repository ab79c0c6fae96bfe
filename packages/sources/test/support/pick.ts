/** The item at a place of a list; a test that expects one fails here when it is missing. */
export const pick = <Item>(items: readonly Item[], at = 0): Item => {
  const item = items[at];
  if (item === undefined) throw new Error(`no item ${at} in a list of ${items.length}`);
  return item;
};
