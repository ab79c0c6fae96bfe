import { rule } from '../rule.js';
import { sharedByAtMost } from '../../identity/link-accounts.js';

export const i02 = rule({
  id: 'I-02',
  severity: 'warn',
  title: 'An e-mail address belongs to one person',
  remedy: 'Give each person their own address; a shared one identifies nobody',
  tables: [
    {
      entity: 'person',
      breaks: `SELECT p.person_id AS record, 'its e-mail address is that of ' || m.persons || ' persons; it is not used to tell who is who' AS message
FROM canonical.person p JOIN (
  SELECT lower(trim(email)) AS email, count(DISTINCT person_id) AS persons FROM canonical.person WHERE email IS NOT NULL GROUP BY 1 HAVING count(DISTINCT person_id) > ${sharedByAtMost}
) m ON lower(trim(p.email)) = m.email`,
      population: `SELECT count(email) AS n FROM canonical.person`,
    },
  ],
});
