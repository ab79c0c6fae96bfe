import { z } from 'zod';

export const definitionVersionsAnswer = z
  .object({
    metric: z.string(),
    /** The definition that answers now. */
    current: z.object({ version: z.number(), hash: z.string() }),
    /** Definitions that this workspace has had since it keeps them, the newest first. */
    versions: z.array(
      z.object({
        version: z.number(),
        hash: z.string(),
        seenAt: z.string(),
        /** What differs from the one before; empty for the first that was kept. */
        changes: z.array(
          z.object({ part: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: 'DefinitionVersions' });
