/** A customer as a CRM hands it over. */
export interface Customer {
  readonly id: number;
  readonly name: { readonly family: string; readonly given: string };
  readonly level: string;
  readonly email: string;
  readonly phones: readonly { readonly type: string; readonly number: string }[];
  readonly address: { readonly province: string; readonly city: string; readonly street: string };
  readonly company?: { readonly name: string; readonly size: number };
  readonly balance: string;
  readonly orders: readonly { readonly amount: number }[];
  readonly active: boolean;
  readonly updatedAt: string;
  readonly remark: string | null;
}

const families = ['张', '王', '李', '赵', 'Smith', 'Miller'];
const levels = ['A', 'B', 'C'];
const cities = ['杭州', '上海', '深圳', '成都', '北京'];

/** The n-th customer: always the same, different enough from its neighbours. */
export function customer(n: number): Customer {
  return {
    id: 1000 + n,
    name: { family: families[n % families.length]!, given: `given${n % 97}` },
    level: levels[n % levels.length]!,
    email: `User${n}@Example.com`,
    phones: [
      { type: 'home', number: `0571-8888${n % 10_000}` },
      { type: 'mobile', number: `138${String(10_000_000 + ((n * 7919) % 89_999_999))}` },
    ],
    address: { province: 'Zhejiang', city: cities[n % cities.length]!, street: `Street ${n}` },
    ...(n % 3 > 0 && { company: { name: `Company ${n % 50}`, size: (n * 37) % 1000 } }),
    balance: `${(n * 31) % 5000}.5`,
    orders: [{ amount: 10 + (n % 7) }, { amount: 20 }, { amount: (n * 13) % 300 }],
    active: n % 5 > 0,
    updatedAt: '2026-11-22T04:00:00.000Z',
    remark: n % 2 > 0 ? null : `remark ${n}`,
  };
}

export function customers(count: number): readonly Customer[] {
  return Array.from({ length: count }, (_, n) => customer((n * 7919) % (count + 13)));
}

export interface SmallRecord {
  readonly id: number;
  readonly city: string;
  readonly amount: number;
}

/** Records in no order, with as many different ids as there are records. */
export function smallRecords(count: number): readonly SmallRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    id: (n * 7919) % (count + 13),
    city: cities[(n * 31) % cities.length]!,
    amount: n % 100,
  }));
}
