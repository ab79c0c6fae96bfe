/** Cents as a decimal string in major units: 123456 is `1234.56`. */
export function moneyText(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  const fraction = whole % 100;
  return `${sign}${(whole - fraction) / 100}.${fraction < 10 ? '0' : ''}${fraction}`;
}

/** The same with a comma between thousands, as ad platforms write it: `1,234.56`. */
export const groupedMoneyText = (cents: number): string =>
  moneyText(cents).replace(/\B(?=(\d{3})+(?=\.))/g, ',');
