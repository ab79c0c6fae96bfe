import { type Row, rowsIn, type Value, type World } from '../worlds/world.js';

/** Values that identify nobody (reference 4.8, rule I-03), as far as the worlds of the test use them. */
const poison = [
  '',
  'unknown',
  'n/a',
  'example@email.com',
  'test@test.com',
  'd41d8cd98f00b204e9800998ecf8427e',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
];
const freeMail = ['gmail.com', 'gmx.de'];
const sharedByAtMost = 5;

const sourceOf = (id: string): string => id.split(':')[0] ?? '';
const bare = (id: string): string => id.slice(id.indexOf(':') + 1);
const mailOf = (value: Value | undefined): string | null => {
  const mail = String(value ?? '')
    .trim()
    .toLowerCase();
  return /^.+@.+\..+$/.test(mail) && !poison.includes(mail) ? mail : null;
};

/** Who registered a host: its last two labels, or three under `co.uk`. */
const registrable = (address: string): string => {
  const host =
    address
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .split('/')[0] ?? '';
  const labels = host.split('.');
  return labels.slice(host.endsWith('.co.uk') ? -3 : -2).join('.');
};

/** Groups of ids that links join, by walking from each to all it reaches. */
const groupsOf = (links: readonly (readonly [string, string])[]): string[][] => {
  const left = new Set(links.flat());
  const groups: string[][] = [];
  for (const start of left) {
    const group = new Set([start]);
    for (const id of group) {
      for (const [one, other] of links) {
        if (one === id) group.add(other);
        if (other === id) group.add(one);
      }
    }
    for (const id of group) left.delete(id);
    groups.push([...group]);
  }
  return groups;
};

interface Link {
  readonly ends: readonly [string, string];
  /** The strongest first: external ids, merges, addresses, domains. */
  readonly rank: number;
}

const linksOf = (rank: number, pairs: readonly (readonly [string, string])[]): Link[] =>
  pairs.map((ends) => ({ ends, rank }));

/**
 * The links that count: the strongest first, and of equals the one of the smallest ids, each unless it would bring two
 * together that a person keeps apart.
 */
const accepted = (world: World, entity: string, links: readonly Link[]): [string, string][] => {
  const apart = rowsIn(world, 'entity_separation')
    .filter((row) => row['entity'] === entity && row['one_id'] !== row['other_id'])
    .map((row) => [String(row['one_id']), String(row['other_id'])]);
  const sorted = links
    .map(({ ends, rank }) => ({ rank, ends: [...ends].sort() as [string, string] }))
    .sort((a, b) => {
      const [one, other] = [a, b].map(({ rank, ends }) => [String(rank), ...ends]) as [string[], string[]];
      const at = one.findIndex((part, index) => part !== other[index]);
      return at < 0 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
    });
  const taken: [string, string][] = [];
  for (const { ends } of sorted) {
    const group = groupsOf([...taken, ends]).find((ids) => ids.includes(ends[0])) ?? [];
    if (!apart.some((pair) => pair.every((id) => group.includes(id)))) taken.push(ends);
  }
  return taken;
};

/** Values that exactly one record of each of several sources has: those records are one. */
const meeting = (values: readonly (readonly [string, string])[]): [string, string][] =>
  [...Map.groupBy(values, ([value]) => value).values()].flatMap((list) => {
    const ids = list.map(([, id]) => id);
    const isOneEach = new Set(ids.map(sourceOf)).size === ids.length;
    if (ids.length < 2 || ids.length > sharedByAtMost || !isOneEach) return [];
    return ids.flatMap((one, index) => ids.slice(index + 1).map((other): [string, string] => [one, other]));
  });

const mergesOf = (world: World, entity: string): [string, string][] =>
  rowsIn(world, 'entity_merge')
    .filter((row) => row['entity'] === entity && row['losing_id'] !== row['winning_id'])
    .map((row) => [String(row['losing_id']), String(row['winning_id'])]);

/** Which record leads to which customer: external ids, merges, own e-mail, domain; never a name. */
export const accountLinks = (world: World): Row[] => {
  const accounts = rowsIn(world, 'account').map((row) => ({ row, id: String(row['account_id']) }));
  const crossReferences = accounts.flatMap(({ row, id }): [string, string][] => {
    const external = row['external_id'];
    if (typeof external !== 'string') return [];
    const exact = accounts.filter((other) => other.id === external && other.id !== id);
    const named = poison.includes(external.toLowerCase())
      ? []
      : accounts.filter((other) => bare(other.id) === external && sourceOf(other.id) !== sourceOf(id));
    return [...exact, ...(named.length === 1 ? named : [])].map((other) => [id, other.id]);
  });
  const mails = accounts.flatMap(({ row, id }): [string, string][] => {
    const mail = mailOf(row['email']);
    return mail === null ? [] : [[mail, id]];
  });
  const domains = accounts.flatMap(({ row, id }): [string, string][] => {
    const address = (row['domain'] ?? mailOf(row['email'])?.split('@')[1] ?? null) as string | null;
    if (row['is_deleted'] === true || address === null) return [];
    const domain = registrable(address);
    return domain.includes('.') && !freeMail.includes(domain) ? [[domain, id]] : [];
  });
  const merges = mergesOf(world, 'account');
  const taken = accepted(world, 'account', [
    ...linksOf(0, crossReferences),
    ...linksOf(1, merges),
    ...linksOf(2, meeting(mails)),
    ...linksOf(3, meeting(domains)),
  ]);
  const groups = groupsOf(taken);
  const isOne = (one: string, other: string): boolean =>
    groups.some((group) => group.includes(one) && group.includes(other));
  const losers = new Set(merges.filter((ends) => isOne(...ends)).map(([losing]) => losing));
  const known = new Set(accounts.map(({ id }) => id));
  return groups.flatMap((group) => {
    const order = (id: string): string => `${known.has(id) ? 0 : 1}${losers.has(id) ? 1 : 0}${id}`;
    const winner = group.reduce((best, id) => (order(id) < order(best) ? id : best));
    return group.filter((id) => id !== winner).map((id) => ({ source_id: id, account_id: winner }));
  });
};

/** Pairs of person records that are one human, each with the customer they belong to. */
export const samePersons = (world: World): Row[] => {
  const people = rowsIn(world, 'person').map((row) => ({ row, id: String(row['person_id']) }));
  const side = (row: Row): string => ((row['role'] ?? 'customer') === 'customer' ? 'customer' : 'staff');
  const byMail = Map.groupBy(
    people.filter(({ row }) => mailOf(row['email']) !== null),
    ({ row }) => `${side(row)} ${mailOf(row['email'])}`,
  );
  const shared = [...byMail].flatMap(([address, list]) =>
    list.length <= sharedByAtMost ? list.map(({ id }): [string, string] => [id, address]) : [],
  );
  const known = new Set(people.map(({ id }) => id));
  const links = [...linksOf(0, mergesOf(world, 'person')), ...linksOf(1, shared)];
  return groupsOf(accepted(world, 'person', links)).flatMap((group) => {
    const members = group.filter((id) => known.has(id)).sort();
    return members.flatMap((one, index) => members.slice(index + 1).map((other) => ({ one, other })));
  });
};

/** The customer of a person: the one on the record, else the only live one with the domain of the mail address. */
export const personAccounts = (world: World): Row[] => {
  const leads = new Map(accountLinks(world).map((row) => [row['source_id'], row['account_id']]));
  const accounts = rowsIn(world, 'account');
  const customers = [
    ...new Set(accounts.map((row) => leads.get(row['account_id'] ?? null) ?? row['account_id'] ?? null)),
  ];
  /** A customer's domain: of its own record where that has one, else of the first of the others. */
  const domainOf = (customer: Value): string | null => {
    const records = accounts
      .filter((row) => (leads.get(row['account_id'] ?? null) ?? row['account_id']) === customer)
      .filter((row) => row['is_deleted'] !== true && row['domain'] != null)
      .toSorted(
        (a, b) =>
          Number(b['account_id'] === customer) - Number(a['account_id'] === customer) ||
          (String(a['account_id']) < String(b['account_id']) ? -1 : 1),
      );
    const domain = records[0]?.['domain'];
    return typeof domain === 'string'
      ? domain
          .trim()
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '')
          .replace(/\/.*$/, '')
      : null;
  };
  return rowsIn(world, 'person').map((row) => {
    const own = row['account_id'];
    const host =
      String(row['email'] ?? '')
        .trim()
        .toLowerCase()
        .split('@')[1] ?? '';
    const found = customers.filter((customer) => host !== '' && domainOf(customer) === host);
    return {
      person_id: row['person_id'] ?? null,
      account_id:
        own != null
          ? (leads.get(own) ?? own)
          : found.length === 1 && !freeMail.includes(host)
            ? (found[0] ?? null)
            : null,
    };
  });
};
