import { z } from 'zod';
import { metricsError } from '../errors.js';

/** What the organisation decides and the request does not. */
export interface QueryContext {
  /** IANA zone in which the local dates of the facts were made. */
  readonly timeZone: string;
  /** ISO 4217 code of the organisation's currency. */
  readonly currency: string;
  /** Last local date (YYYY-MM-DD) for which data is complete. */
  readonly asOf: string;
  /** 1 to 12. */
  readonly fiscalYearStartsMonth: number;
  /** Declared assumptions by key: gross_margin, discount_rate, acquisition_lag_days and so on. */
  readonly assumptions: Readonly<Record<string, number | string>>;
}

const schema = z.strictObject({
  timeZone: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  asOf: z.iso.date(),
  fiscalYearStartsMonth: z.int().min(1).max(12),
  assumptions: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** Checks a context; throws `context_invalid` with the path. */
export function checkContext(context: unknown): QueryContext {
  const checked = schema.safeParse(context);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw metricsError('context_invalid', [issue?.path.join('.') ?? '', issue?.message ?? '']);
}
