import type { Explanation } from '../api/types.js';
import { plural, words } from '../format/words.js';

/** Records that no figure counts, and why. */
export const Exclusions = ({ exclusions }: { readonly exclusions: Explanation['exclusions'] }) =>
  exclusions.length === 0 ? (
    <p className="quiet">Every record that was loaded counts.</p>
  ) : (
    <ul>
      {exclusions.map(({ entity, reason, rule, records }) => (
        <li key={`${entity}${reason}${rule}`}>
          {words(entity)}: {plural(records, 'record')} {reason.replaceAll('_', ' ')}{' '}
          <span className="quiet">
            rule <code>{rule}</code>
          </span>
        </li>
      ))}
    </ul>
  );
