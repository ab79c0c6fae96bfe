import { z } from 'zod';

const timeZone = z.string().refine(
  (zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  },
  { message: 'not an IANA time zone such as Europe/Berlin' },
);
const currency = z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code such as EUR');
const day = z.iso.date();
const openingHours = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'not opening hours such as 09:00-17:00',
  );
const week = z.strictObject({
  mon: z.array(openingHours).optional(),
  tue: z.array(openingHours).optional(),
  wed: z.array(openingHours).optional(),
  thu: z.array(openingHours).optional(),
  fri: z.array(openingHours).optional(),
  sat: z.array(openingHours).optional(),
  sun: z.array(openingHours).optional(),
});

const fraction = z.number().min(0).max(1);

/** The file `bellwether.yaml` of a workspace. Each setting says which figures it moves. */
export const workspaceConfigSchema = z.strictObject({
  organisation: z.strictObject({
    name: z.string().min(1).default('My company'),
    /** Zone in which days and months begin: moves every figure that has a period. */
    time_zone: timeZone.default('UTC'),
    /** Currency of every amount of money; amounts in others are converted by the rates imported. */
    currency: currency.default('EUR'),
    /** 1 to 12: first month of the fiscal year; moves FY periods only. */
    fiscal_year_starts_month: z.number().int().min(1).max(12).default(1),
    /** Last day for which the data is complete; `latest` takes the last day that any record is dated. */
    as_of: z.union([z.literal('latest'), day]).default('latest'),
    /** True for the sample company: clearly marked on every screen. */
    is_sample: z.boolean().default(false),
  }),
  customers: z
    .strictObject({
      /** What makes an account a customer, and until when: moves retention, churn, CAC, CLV. */
      basis: z.enum(['auto', 'contracts', 'orders', 'invoices', 'won_deals', 'account_flag']).default('auto'),
      /** Days after the last order until a customer without contract counts as gone; `auto` = 90th percentile gap. */
      lapse_days: z.union([z.literal('auto'), z.number().int().min(1).max(3650)]).default('auto'),
      /** Count accounts, or the root of each chain of parents. */
      level: z.enum(['account', 'parent']).default('account'),
    })
    .prefault({}),
  assumptions: z
    .strictObject({
      /** Share of revenue left after cost of goods, where the data has no cost: moves clv_margin, cac_payback, roi. */
      gross_margin: fraction.optional(),
      /** Yearly rate: moves npv. */
      discount_rate: z.number().min(0).max(10).default(0.1),
      /** Days from spend to customer: moves cac, cost_per_sale. */
      acquisition_lag_days: z.number().int().min(0).max(730).default(0),
      /** Days after the due date within which a renewal still counts: moves renewal_rate. */
      renewal_grace_days: z.number().int().min(0).max(365).default(30),
      /** Days within which a new ticket on the topic is a repeat contact: moves first_contact_resolution_rate. */
      repeat_contact_days: z.number().int().min(0).max(90).default(7),
      /** Days that a lead has to convert: moves lead_conversion_rate. */
      lead_window_days: z.number().int().min(1).max(1095).default(90),
      /** Days that a deal has to be won: moves sales_conversion_rate. */
      sales_window_days: z.number().int().min(1).max(1095).optional(),
      /** Days that an invitation has to be answered: moves survey_response_rate. */
      survey_window_days: z.number().int().min(0).max(365).optional(),
      /** Qualifying writes a month that make a user an adopter: moves crm_adoption_rate. */
      adoption_writes: z.number().int().min(1).default(5),
      /** Cost of a customer success or service person counts as retention: moves retention_cost_per_customer. */
      retention_categories: z.array(z.string()).default(['success', 'retention_programme', 'onboarding']),
    })
    .prefault({}),
  /** Business hours by schedule id; `default` serves tickets without one. Without any, business time is calendar time. */
  schedules: z
    .record(
      z.string(),
      z.strictObject({ time_zone: timeZone, hours: week, holidays: z.array(day).default([]) }),
    )
    .default({}),
  imports: z
    .strictObject({
      /** Mapping files, relative to bellwether.yaml, tried before the packs. */
      mapping: z.union([z.string(), z.array(z.string())]).optional(),
      date_order: z.enum(['DMY', 'MDY', 'YMD']).optional(),
      decimal_mark: z.enum(['.', ',']).optional(),
    })
    .prefault({}),
  /** Rules that do not hold here, with the reason. */
  waivers: z.array(z.strictObject({ rule: z.string(), reason: z.string().min(1) })).default([]),
  /** Custom metrics, in the vocabulary of the built-in ones; checked by packages/metrics. */
  metrics: z.array(z.record(z.string(), z.unknown())).default([]),
  /** Yearly or periodic targets by metric id. */
  targets: z.record(z.string(), z.number()).default({}),
});

export type WorkspaceConfig = z.infer<typeof workspaceConfigSchema>;
