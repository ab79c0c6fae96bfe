/** What the company sells. Money is in cents; yearly prices divide by twelve, so MRR is exact to the cent. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly isRecurring: boolean;
}

export interface Price {
  readonly id: string;
  readonly product: Product;
  readonly interval: 'month' | 'year';
  readonly unitAmount: number;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly unitPrice: number;
  readonly unitCost: number;
}

export type Plan = 'Starter' | 'Team' | 'Business';

const recurring = (id: string, name: string, category: string): Product => ({
  id,
  name,
  category,
  isRecurring: true,
});

export const planProducts: Readonly<Record<Plan, Product>> = {
  Starter: recurring('prod_Starter', 'Harbour Starter', 'Platform'),
  Team: recurring('prod_Team', 'Harbour Team', 'Platform'),
  Business: recurring('prod_Business', 'Harbour Business', 'Platform'),
};
export const addOns: readonly Product[] = [
  recurring('prod_Analytics', 'Analytics', 'Add-on'),
  recurring('prod_SupportPlus', 'Support Plus', 'Add-on'),
];
/** Billed once, in US dollars, through the billing system. */
export const onsiteTraining: Product = {
  id: 'prod_OnsiteTraining',
  name: 'Onsite Training',
  category: 'Service',
  isRecurring: false,
};
export const products: readonly Product[] = [...Object.values(planProducts), ...addOns, onsiteTraining];

/** Monthly price of one seat (or of the add-on); the yearly price is ten per cent less. */
const monthlyCents: Readonly<Record<string, number>> = {
  prod_Starter: 2000,
  prod_Team: 4000,
  prod_Business: 8000,
  prod_Analytics: 15000,
  prod_SupportPlus: 9000,
};

export const prices: readonly Price[] = products
  .filter((product) => product.isRecurring)
  .flatMap((product) => {
    const monthly = monthlyCents[product.id] as number;
    const name = product.id.slice('prod_'.length);
    return [
      { id: `price_${name}_month`, product, interval: 'month' as const, unitAmount: monthly },
      { id: `price_${name}_year`, product, interval: 'year' as const, unitAmount: (monthly * 12 * 9) / 10 },
    ];
  });

const priceByKey = new Map(prices.map((price) => [`${price.product.id}:${price.interval}`, price]));
export const priceOf = (product: Product, interval: 'month' | 'year'): Price =>
  priceByKey.get(`${product.id}:${interval}`) as Price;

/** Monthly recurring revenue of one unit, in cents. */
export const monthlyAmount = (price: Price): number =>
  price.interval === 'month' ? price.unitAmount : price.unitAmount / 12;

export const services: readonly Service[] = [
  { id: 'SVC-ONB', name: 'Onboarding workshop', category: 'Service', unitPrice: 120000, unitCost: 68000 },
  { id: 'SVC-TRN', name: 'Training day', category: 'Service', unitPrice: 95000, unitCost: 52000 },
  { id: 'SVC-MIG', name: 'Data migration', category: 'Service', unitPrice: 180000, unitCost: 121000 },
  { id: 'HW-SCAN', name: 'Handheld scanner', category: 'Hardware', unitPrice: 24900, unitCost: 16100 },
  { id: 'HW-DOCK', name: 'Charging dock', category: 'Hardware', unitPrice: 7900, unitCost: 4350 },
];
