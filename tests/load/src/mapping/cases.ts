import type { Customer, SmallRecord } from './customers.ts';

/** One thing to measure: as an expression, and as somebody would write it by hand in JavaScript. */
export interface Case {
  readonly expression: string;
  readonly byHand: (input: never) => unknown;
}

function byHandCase<Input>(expression: string, byHand: (input: Input) => unknown): Case {
  return { expression, byHand: byHand as Case['byHand'] };
}

const fields = `{
  "externalId": "crm-" & id,
  "fullName": name.family & name.given,
  "tier": level = "A" ? "gold" : level = "B" ? "silver" : "standard",
  "email": $lowercase(email),
  "mobile": phones[type = "mobile"].number,
  "address": address.province & " " & address.city & " " & address.street,
  "company": company.name,
  "isKeyAccount": company.size > 500 or level = "A",
  "balance": $number(balance),
  "spent": $sum(orders.amount),
  "status": active ? "open" : "closed",
  "updatedAt": updatedAt
}`;

function tierOf(level: string): string {
  if (level === 'A') return 'gold';
  return level === 'B' ? 'silver' : 'standard';
}

function mapByHand(customer: Customer): unknown {
  const { company } = customer;
  const mobiles = customer.phones.filter((phone) => phone.type === 'mobile').map((phone) => phone.number);
  return {
    externalId: `crm-${customer.id}`,
    fullName: customer.name.family + customer.name.given,
    tier: tierOf(customer.level),
    email: customer.email.toLowerCase(),
    mobile: mobiles.length > 1 ? mobiles : mobiles[0],
    address: `${customer.address.province} ${customer.address.city} ${customer.address.street}`,
    ...(company && { company: company.name }),
    isKeyAccount: (company !== undefined && company.size > 500) || customer.level === 'A',
    balance: Number(customer.balance),
    spent: customer.orders.reduce((sum, order) => sum + order.amount, 0),
    status: customer.active ? 'open' : 'closed',
    updatedAt: customer.updatedAt,
  };
}

interface Customers {
  readonly customers: readonly Customer[];
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupByCity({ customers }: Customers): unknown {
  const cities: Record<string, number[]> = {};
  for (const customer of customers) (cities[customer.address.city] ??= []).push(customer.id);
  return Object.entries(cities)
    .map(([city, ids]) => ({ city, count: ids.length }))
    .sort((a, b) => compare(a.city, b.city));
}

export const recordCase = byHandCase(fields, mapByHand);

export const pathCase = byHandCase<Customer>('address.city', (customer) => customer.address.city);

export const arrayCase = byHandCase<Customers>(`customers.${fields}`, ({ customers }) => customers.map(mapByHand));

/** Group by city, then the groups in order. */
export const groupCase = byHandCase<Customers>(
  `$each(customers{address.city: id}, function($ids, $city) {{ "city": $city, "count": $count($ids) }})^(city)`,
  groupByCity,
);

export const orderCase = byHandCase<Customers>('customers^(address.city, >id).id', ({ customers }) =>
  customers
    .toSorted((a, b) => compare(a.address.city, b.address.city) || compare(b.id, a.id))
    .map((customer) => customer.id),
);

export const sortCase = byHandCase<Customers>('$sort(customers.id)', ({ customers }) =>
  customers.map((customer) => customer.id).sort((a, b) => a - b),
);

/**
 * What is to grow with the number of records and not with its square. The records are small: ten times as many large
 * ones no longer fit into the processor's caches, which slows down hand-written JavaScript thirty times and more.
 */
export const growing = {
  sort: byHandCase<Records>('$sort(records.id)', ({ records }) => records.map((each) => each.id).sort((a, b) => a - b)),
  group: byHandCase<Records>(
    'records{city: $sum(amount)} ~> $each(function($sum, $city) {{ "city": $city, "sum": $sum }})',
    sumByCity,
  ),
  order: byHandCase<Records>('records^(city, >id).id', ({ records }) =>
    records.toSorted((a, b) => compare(a.city, b.city) || compare(b.id, a.id)).map((each) => each.id),
  ),
} as const;

interface Records {
  readonly records: readonly SmallRecord[];
}

function sumByCity({ records }: Records): unknown {
  const sums: Record<string, number> = {};
  for (const { city, amount } of records) sums[city] = (sums[city] ?? 0) + amount;
  return Object.entries(sums).map(([city, sum]) => ({ city, sum }));
}

/** Constructs that no case above covers: none may be slower than in the reference. */
export const constructs: Readonly<Record<string, string>> = {
  filter: 'customers[level = "A" and active].id',
  map: '$map(customers, function($c, $i) { $c.name.family & $i })',
  reduce: '$reduce(customers.id, function($sum, $id) { $sum + $id })',
  distinct: '$distinct(customers.address.city)',
  wildcard: 'customers.*',
  descendants: '$count(customers.**)',
  parent: 'customers.orders.{"id": %.id, "amount": amount}',
  join: 'customers@$c.orders#$i.{"id": $c.id, "place": $i}',
  transform: 'customers ~> |$|{"tier": level}, "remark"|',
  split: 'customers.$split(email, "@")[1]',
  regex: 'customers.$replace(email, /^user(\\d+)/i, "u$1")',
  contains: '$count(customers[$contains(email, /9@/)])',
  number: 'customers.$formatNumber(id, "#,##0.00")',
  date: 'customers.$toMillis(updatedAt, "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001]Z")',
  text: '$string(customers)',
  block: 'customers.($n := name; $n.family & "-" & $n.given)',
  recursion: '($f := function($n) { $n <= 0 ? 0 : $f($n - 1) }; $f(2000))',
  partial: '$map(customers.id, $power(?, 2))',
  chain: 'customers.(email ~> $lowercase() ~> $trim())',
  slice: 'customers[[0..99]].id',
  range: '$sum([1..10000])',
  merge: '$merge(customers.{email: id})',
  sift: '$sift(customers[0], function($v, $k) { $k = "id" })',
};
