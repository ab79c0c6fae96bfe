import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
};

/**
 * One tab stop for all points of a chart; arrow keys, Home and End walk them (WAI-ARIA practice of roving tabindex).
 * Put it on the element whose `[data-point]` descendants are the points, in reading order.
 */
export const moveBetweenPoints = (event: KeyboardEvent): void => {
  const step = steps[event.key];
  if (step === undefined) return;
  const points = [...event.currentTarget.querySelectorAll<SVGElement>('[data-point]')];
  const at = points.indexOf(document.activeElement as SVGElement);
  if (at < 0) return;
  event.preventDefault();
  const next = step === 'first' ? 0 : step === 'last' ? points.length - 1 : at + step;
  points[Math.max(0, Math.min(points.length - 1, next))]?.focus();
};

/** Enter and Space do what a click does. */
export const onActivate =
  (act: (() => void) | undefined) =>
  (event: KeyboardEvent): void => {
    if (act === undefined || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    act();
  };
