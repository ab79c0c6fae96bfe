/** How two records are found to be one, the strongest first. */
export const identityMethods = [
  'declared',
  'external_id',
  'source_merge',
  'exact_email',
  'domain',
  'parent',
] as const;
export type IdentityMethod = (typeof identityMethods)[number];

/** Sources of merges that a person wrote: the pages of Bellwether, and plain tables. Other merges are their source's. */
export const writtenByPeople: readonly string[] = ['people', 'plain'];
