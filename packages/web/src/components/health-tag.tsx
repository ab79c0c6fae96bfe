import type { HealthState, SignState } from '../api/types-business.js';
import { healthNames, signStateNames } from '../format/sign-words.js';

/** A mark that tells the states apart without colour. */
const marks = { bad: '▲', watch: '◆', good: '●', unknown: '○' } as const;
const markOf: Readonly<Record<HealthState, SignState>> = {
  at_risk: 'bad',
  watch: 'watch',
  well: 'good',
  unknown: 'unknown',
};

/** How a sign stands: a mark and a word. */
export const SignTag = ({ state }: { readonly state: SignState }) => (
  <span className={`health-tag is-${state}`}>
    <span aria-hidden="true">{marks[state]}</span> {signStateNames[state]}
  </span>
);

/** How an account fares: a mark and a word. */
export const HealthTag = ({ state }: { readonly state: HealthState }) => (
  <span className={`health-tag is-${markOf[state]}`}>
    <span aria-hidden="true">{marks[markOf[state]]}</span> {healthNames[state]}
  </span>
);
