import { MetricsError } from '@bellwether/metrics';
import { SourceError } from '@bellwether/sources';
import { WarehouseError } from '@bellwether/warehouse';
import { z } from 'zod';

/** Why a call failed, as the one who asked should hear it. */
const failure = z.strictObject({
  /** explained: says by itself what to do. system: the operating system refused. defect: should not happen. */
  kind: z.enum(['explained', 'system', 'defect']),
  code: z.string(),
  message: z.string(),
});
export type CallFailure = z.output<typeof failure>;

/** A line of the answer to a call: how far it is, any number of times, then how it ended. */
export const callLine = z.union([
  z.strictObject({ progress: z.object({ phase: z.string(), file: z.string(), fraction: z.number() }) }),
  z.strictObject({ failure }),
  z.strictObject({ answer: z.unknown() }),
]);

/** Gives null for what nobody foresaw. */
export const failureOf = (error: unknown): CallFailure | null => {
  if (error instanceof WarehouseError || error instanceof MetricsError || error instanceof SourceError)
    return { kind: 'explained', code: error.code, message: error.message };
  if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code)))
    return { kind: 'system', code: String(error.code), message: error.message };
  return null;
};
