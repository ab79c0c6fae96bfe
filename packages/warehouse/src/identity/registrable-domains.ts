import { getDomain } from 'tldts';
import type { Engine } from '../engine/engine.js';

/** Domains handed over at a time, as two lists in JSON: a parameter for each is many times slower. */
const chunk = 50_000;

/**
 * `registrable_domain(domain, registrable)`: `shop.example.co.uk` belongs to whoever registered `example.co.uk`; only
 * the public suffix list knows. Skipped (left empty) when accounts come from one source: there is nothing to link.
 */
export const registrableDomains = async (engine: Engine): Promise<void> => {
  await engine.run('CREATE OR REPLACE TEMP TABLE registrable_domain (domain VARCHAR, registrable VARCHAR)');
  const { sources } = await engine.row('SELECT count(DISTINCT _source) AS sources FROM canonical.account');
  if (Number(sources) < 2) return;
  const rows = await engine.rows(
    `SELECT DISTINCT lower(trim(coalesce(domain, split_part(email, '@', 2)))) AS domain FROM canonical.account
     WHERE coalesce(domain, email) IS NOT NULL`,
  );
  for (let start = 0; start < rows.length; start += chunk) {
    const part = rows.slice(start, start + chunk).map((row) => String(row['domain']));
    await engine.run(
      `INSERT INTO registrable_domain SELECT unnest(from_json(?, '["VARCHAR"]')), unnest(from_json(?, '["VARCHAR"]'))`,
      [JSON.stringify(part), JSON.stringify(part.map((domain) => getDomain(domain)))],
    );
  }
};
