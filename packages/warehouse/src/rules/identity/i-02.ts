import { rule } from '../rule.js';
import { sharedByAtMost } from '../../identity/link-accounts.js';

/** The address as identity reads it, within one side: customers or our own staff. */
const address = `lower(trim(email)), coalesce(role, 'customer') = 'customer'`;

export const i02 = rule({
  id: 'I-02',
  severity: 'warn',
  title: 'An e-mail address belongs to one person',
  remedy: 'Give each person their own address; a shared one identifies nobody',
  tables: [
    {
      entity: 'person',
      breaks: `
        WITH shared AS (
          SELECT hash(${address}) AS address, count(*) AS persons FROM canonical.person WHERE email LIKE '%_@_%._%'
          GROUP BY 1 HAVING count(*) > ${sharedByAtMost}
        )
        SELECT p.person_id AS record, 'its e-mail address is that of ' || s.persons || ' persons; it is not used to tell who is who' AS message
        FROM canonical.person p JOIN shared s ON s.address = hash(${address}) WHERE p.email LIKE '%_@_%._%'`,
      population: `SELECT count(email) AS n FROM canonical.person`,
    },
  ],
});
