/** Languages in which the CRMs that export country names have them. */
const languages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt', 'pl', 'sv', 'fi', 'da', 'nb'];
/** Codes that Intl knows and that are no country: unions, outlying groups and test codes. */
const noCountries = ['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB'];

/** Official names of ISO 3166 and usual ones that Intl writes otherwise. */
const otherNames = [
  'USA',
  'United States of America',
  'UK',
  'Great Britain',
  'England',
  'Scotland',
  'Wales',
  'Northern Ireland',
  'Channel Islands',
  'Korea',
  'Republic of Korea',
  'Korea, Republic of',
  "Korea, Democratic People's Republic of",
  'Hong Kong',
  'Macao',
  'Macau',
  'Czech Republic',
  'Russian Federation',
  'Viet Nam',
  'The Netherlands',
  'Holland',
  'UAE',
  'Turkey',
  'Türkiye',
  'Myanmar',
  'Burma',
  'Ivory Coast',
  'Cabo Verde',
  'Macedonia',
  'Swaziland',
  'Congo',
  'Congo, the Democratic Republic of the',
  'Democratic Republic of the Congo',
  'Palestine',
  'Palestine, State of',
  'Iran, Islamic Republic of',
  'Venezuela, Bolivarian Republic of',
  'Bolivia, Plurinational State of',
  'Tanzania, United Republic of',
  'Moldova, Republic of',
  'Macedonia, the former Yugoslav Republic of',
  'Micronesia, Federated States of',
  'Taiwan, Province of China',
  "Lao People's Democratic Republic",
  'Lao',
  'Syrian Arab Republic',
  'Brunei Darussalam',
  'Holy See',
  'Falkland Islands (Malvinas)',
  'Republic of Ireland',
  "People's Republic of China",
];

/** ISO 3166 codes of three letters: as good a name as the two. Source: ISO 3166-1. */
const threeLetters =
  'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE';

const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

/** Letters a to z only: case, accents, blanks and punctuation tell no two countries apart. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const variants = (name: string): string[] => [
  plain(name),
  plain(name.replace('&', 'and')),
  plain(name.replace(/^St\.? /, 'Saint ')),
];

const regionNames = (): string[] => {
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return languages.flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes
      .filter((code) => !noCountries.includes(code))
      .flatMap((code) => {
        const name = display.of(code);
        return name === undefined ? [] : [code, name];
      });
  });
};

/** Codes and names of countries as `plainCountry` writes them. */
export const countryNames: readonly string[] = [
  ...new Set([...regionNames(), ...otherNames, ...threeLetters.split(' ')].flatMap(variants)),
].filter((name) => name !== '');

/** SQL for a country in the spelling of `countryNames`. */
export const plainCountry = (value: string): string =>
  `regexp_replace(strip_accents(lower(${value})), '[^a-z]', '', 'g')`;
