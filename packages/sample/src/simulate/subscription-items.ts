import type { RandomSource } from '@bellwether/stats';
import type { ItemVersion, Subscription } from '../world/events.js';

/** Items that run on. */
export const liveItems = (subscription: Subscription): ItemVersion[] =>
  subscription.items.filter((item) => item.to === null);

/** What the live items cost in one billing interval, in cents. */
export const billed = (subscription: Subscription): number =>
  liveItems(subscription).reduce((sum, item) => sum + item.price.unitAmount * item.quantity, 0);

/** The item that holds the seats. */
export const mainItem = (subscription: Subscription): ItemVersion =>
  liveItems(subscription).find((item) => item.price.product.category === 'Platform') as ItemVersion;

/** Service ends: the subscription and every item of it. */
export function endSubscription(subscription: Subscription, at: number, reason: string): void {
  subscription.endedAt = at;
  subscription.endReason = reason;
  for (const item of liveItems(subscription)) item.to = at;
}

/** The same item at another quantity from an instant on. */
export function setQuantity(
  subscription: Subscription,
  item: ItemVersion,
  quantity: number,
  at: number,
): void {
  item.to = at;
  subscription.items.push({ ...item, quantity, from: at, to: null });
}

/** Fewer seats, or an add-on less. */
export function shrink(random: RandomSource, subscription: Subscription, at: number): void {
  const items = liveItems(subscription);
  const addOn = items.find((item) => item.price.product.category === 'Add-on');
  if (addOn && random.uniform() < 0.5) {
    addOn.to = at;
    return;
  }
  const main = mainItem(subscription);
  const quantity = Math.max(1, Math.floor(main.quantity * (0.7 + 0.25 * random.uniform())));
  if (quantity < main.quantity) setQuantity(subscription, main, quantity, at);
}
