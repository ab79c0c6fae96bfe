const abbreviations = /\b(?:ces|crm|csat|fx|id|mrr|nps|roi|sla|sku|url)\b/g;

/** A column or code as words: `ticket_channel` is Ticket channel. */
export const words = (name: string): string => {
  const text = name
    .replaceAll('_', ' ')
    .trim()
    .replace(abbreviations, (word) => word.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** One of something, or many. */
export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** The value of a dimension; null is what nobody recorded. */
export const dimensionValue = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'not recorded' : value === '' ? '(empty)' : value;

/** The five questions that the board groups its measures by, and what is left. */
export const groupTitles: Readonly<Record<string, string>> = {
  acquisition: 'Getting customers',
  sales: 'Selling',
  value: 'What customers are worth',
  retention: 'Keeping customers',
  service: 'Serving customers',
  voice: 'What customers say',
  crm: 'How well the CRM is used',
  custom: 'Your own measures',
};
