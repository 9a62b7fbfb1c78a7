/** An event as a customer-service core would send it; `n` makes it its own. */
export function customerEvent(n: number): Readonly<Record<string, unknown>> {
  return {
    id: `cus_${n}`,
    name: '  示例科技有限公司 ',
    level: 'vip',
    phones: [
      { type: 'work', value: '021-5555 0100' },
      { type: 'mobile', value: '138 0013 8000' },
    ],
    emails: ['service@example.com'],
    address: { province: '上海', city: '上海市', street: '世纪大道 100 号' },
    owner: { first: 'Ada', last: 'Lovelace' },
    revenue: '1250000.50',
    employees: 240,
    tags: ['core', 'renewal'],
    updatedAt: '2026-03-02T10:15:00Z',
    active: true,
  };
}

/** The 12-field mapping of the benchmark in JSONata. */
export const customerMapping = `{
  "externalId": trigger.body.id,
  "name": $trim(trigger.body.name),
  "grade": trigger.body.level = "vip" ? "A" : "B",
  "mobile": $replace(trigger.body.phones[type = "mobile"].value, " ", ""),
  "email": $lowercase(trigger.body.emails[0]),
  "city": trigger.body.address.city,
  "address": trigger.body.address.province & trigger.body.address.street,
  "owner": trigger.body.owner.first & " " & trigger.body.owner.last,
  "revenue": $number(trigger.body.revenue),
  "size": trigger.body.employees > 100 ? "large" : "small",
  "tags": $join(trigger.body.tags, ","),
  "updatedAt": trigger.body.updatedAt
}`;

/** The same mapping by hand, for the bare servers. */
export function mapByHand(event: ReturnType<typeof customerEvent>): Readonly<Record<string, unknown>> {
  const { id, name, level, phones, emails, address, owner, revenue, employees, tags, updatedAt } = event as {
    id: string;
    name: string;
    level: string;
    phones: { type: string; value: string }[];
    emails: string[];
    address: { province: string; city: string; street: string };
    owner: { first: string; last: string };
    revenue: string;
    employees: number;
    tags: string[];
    updatedAt: string;
  };
  return {
    externalId: id,
    name: name.trim(),
    grade: level === 'vip' ? 'A' : 'B',
    mobile: phones.find((phone) => phone.type === 'mobile')?.value.replaceAll(' ', ''),
    email: emails[0]?.toLowerCase(),
    city: address.city,
    address: address.province + address.street,
    owner: `${owner.first} ${owner.last}`,
    revenue: Number(revenue),
    size: employees > 100 ? 'large' : 'small',
    tags: tags.join(','),
    updatedAt,
  };
}
