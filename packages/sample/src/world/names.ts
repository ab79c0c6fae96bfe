import type { RandomSource } from '@bellwether/stats';

const roots = [
  'Alster',
  'Baltic',
  'Birken',
  'Blau',
  'Brücken',
  'Dorn',
  'Eichen',
  'Elb',
  'Falken',
  'Fjord',
  'Forst',
  'Granit',
  'Hafen',
  'Hansa',
  'Havel',
  'Isar',
  'Kiefer',
  'Kranich',
  'Küsten',
  'Linden',
  'Main',
  'Marsch',
  'Nord',
  'Oder',
  'Ost',
  'Pappel',
  'Rhein',
  'Saale',
  'Spree',
  'Stern',
  'Süd',
  'Tal',
  'Ufer',
  'Wald',
  'Weser',
  'West',
];
const trades = [
  'logistik',
  'werke',
  'handel',
  'technik',
  'medien',
  'bau',
  'druck',
  'energie',
  'feinkost',
  'glas',
  'holz',
  'kontor',
  'labor',
  'metall',
  'möbel',
  'optik',
  'papier',
  'pharma',
  'stahl',
  'textil',
  'transport',
  'verlag',
];
const forms = ['GmbH', 'AG', 'KG', 'SE', 'B.V.', 'Ltd', 'Inc'];

export const industries = [
  'Logistics',
  'Manufacturing',
  'Retail',
  'Software',
  'Healthcare',
  'Construction',
  'Media',
] as const;

const plain = (text: string): string =>
  text.toLowerCase().replaceAll('ü', 'ue').replaceAll('ö', 'oe').replaceAll('ä', 'ae').replaceAll('ß', 'ss');

/** A company name that no other index has, and its domain under the reserved top-level domain `.example`. */
export function companyName(index: number, random: RandomSource): { name: string; domain: string } {
  const root = roots[random.below(roots.length)] as string;
  const trade = trades[random.below(trades.length)] as string;
  const form = forms[random.below(forms.length)] as string;
  return {
    name: `${root}${trade} ${1001 + index} ${form}`,
    domain: `${plain(root)}${plain(trade)}-${1001 + index}.example`,
  };
}

const firstNames = [
  'Anna',
  'Ben',
  'Carla',
  'Daniel',
  'Emma',
  'Fabian',
  'Gesa',
  'Henrik',
  'Ida',
  'Jörg',
  'Kim',
  'Lena',
  'Marek',
  'Nora',
  'Oskar',
  'Petra',
  'Ralf',
  'Sofia',
  'Tom',
  'Ute',
  'Viktor',
  'Wiebke',
  'Zoë',
];
const lastNames = [
  'Adler',
  'Becker',
  'Conrad',
  'Decker',
  'Engel',
  'Fischer',
  'Groß',
  'Huber',
  'Jäger',
  'Keller',
  'Lang',
  'Möller',
  'Nagel',
  'Otto',
  'Pohl',
  'Roth',
  'Schäfer',
  'Thiel',
  'Ullmann',
  'Voss',
  'Winkler',
  'Zander',
];
const titles = ['Buyer', 'Head of Operations', 'Managing Director', 'IT Manager', 'Team Lead', 'Analyst'];

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly title: string;
}

/** A person; the number in the address keeps it unique. */
export function personName(number: number, domain: string, random: RandomSource): PersonName {
  const firstName = firstNames[random.below(firstNames.length)] as string;
  const lastName = lastNames[random.below(lastNames.length)] as string;
  return {
    firstName,
    lastName,
    email: `${plain(firstName).replace('ë', 'e')}.${plain(lastName)}.${number}@${domain}`,
    title: titles[random.below(titles.length)] as string,
  };
}

const places = [
  { country: 'DE', city: 'Berlin', weight: 0.2 },
  { country: 'DE', city: 'Hamburg', weight: 0.16 },
  { country: 'DE', city: 'München', weight: 0.14 },
  { country: 'AT', city: 'Wien', weight: 0.12 },
  { country: 'CH', city: 'Zürich', weight: 0.08 },
  { country: 'NL', city: 'Utrecht', weight: 0.14 },
  { country: 'US', city: 'Boston', weight: 0.16 },
] as const;

export function drawPlace(random: RandomSource): { readonly country: string; readonly city: string } {
  let left = random.uniform();
  for (const place of places) {
    left -= place.weight;
    if (left < 0) return place;
  }
  return places[0];
}
