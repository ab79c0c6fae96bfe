import { statisticsError } from '../errors.js';

/**
 * Checks an ISO 4217 code such as 'EUR'. Fits and values carry it in their type, so that a model of euros
 * cannot be applied to dollars. Throws SPEND_CURRENCY.
 */
export function currencyCode<Currency extends string>(code: Currency): Currency {
  if (typeof code !== 'string' || !/^[A-Z]{3}$/.test(code)) throw statisticsError('SPEND_CURRENCY', code);
  return code;
}

/** Throws SPEND_CURRENCY_MIXED unless both codes are the same. */
export function sameCurrency(got: string, expected: string): void {
  if (got !== expected) throw statisticsError('SPEND_CURRENCY_MIXED', got, expected);
}
