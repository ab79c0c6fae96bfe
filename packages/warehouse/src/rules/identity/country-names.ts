/** ISO 3166 codes and English names of countries, lower case, and the spellings that everybody understands. */
const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

export const countryNames: readonly string[] = [
  ...letters.flatMap((first) =>
    letters.flatMap((second) => {
      const code = first + second;
      const name = display.of(code);
      return name === undefined ? [] : [code.toLowerCase(), name.toLowerCase()];
    }),
  ),
  'usa',
  'united states of america',
  'uk',
  'great britain',
  'england',
  'scotland',
  'wales',
  'northern ireland',
  'korea',
  'hong kong',
  'czech republic',
  'russian federation',
  'viet nam',
  'the netherlands',
  'uae',
  'turkey',
  'channel islands',
];
