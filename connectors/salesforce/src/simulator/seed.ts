import type { JsonObject } from '@joinery/contracts';

const at = {
  CreatedDate: '2026-09-01T01:00:00.000+0000',
  LastModifiedDate: '2026-09-01T01:00:00.000+0000',
  SystemModstamp: '2026-09-01T01:00:00.000+0000',
  IsDeleted: false,
  OwnerId: '005RO000000AbCdYAK',
};

const account = (n: number, Name: string, more: JsonObject): JsonObject => ({
  Id: `001RO00000000${n}YAK`,
  Name,
  ...at,
  ...more,
});
const contact = (n: number, LastName: string, FirstName: string, more: JsonObject): JsonObject => ({
  Id: `003RO00000000${n}YAK`,
  LastName,
  FirstName,
  ...at,
  ...more,
});

export const seed = {
  accounts: [
    account(11, '示例科技有限公司', {
      AccountNumber: 'C-1001',
      Industry: 'Technology',
      Phone: '+862160000001',
      Website: 'https://tech.example.com',
      BillingCity: '上海',
      Rating: 'Hot',
      Service_Level__c: '金牌',
    }),
    account(12, '远方物流有限公司', {
      AccountNumber: 'C-1002',
      Industry: 'Other',
      Phone: '+861060000002',
      BillingCity: '北京',
    }),
  ],
  contacts: [
    contact(11, '周', '婷', {
      AccountId: '001RO0000000011YAK',
      Email: 'zhouting@tech.example.com',
      MobilePhone: '+8613900002003',
      Title: '信息主管',
    }),
    contact(12, '吴', '强', {
      AccountId: '001RO0000000012YAK',
      Email: 'wuqiang@logistics.example.com',
      MobilePhone: '+8613900002004',
    }),
  ],
  cases: [
    {
      Id: '500RO0000000011YAK',
      CaseNumber: '00001001',
      Subject: '登录后页面空白',
      Status: 'New',
      Priority: 'High',
      Origin: 'Web',
      AccountId: '001RO0000000011YAK',
      ContactId: '003RO0000000011YAK',
      Ext_Id__c: 'SC-1001',
      IsClosed: false,
      ...at,
    },
  ],
} as const satisfies Record<string, readonly JsonObject[]>;
