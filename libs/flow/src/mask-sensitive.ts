import type { Json } from '@joinery/contracts';

export interface Masked {
  readonly value: Json;
  /** Something in it was masked. */
  readonly masked: boolean;
}

/** Names under which people's data and secrets stand, whatever system they come from; compared without case, `_`, `-`. */
const usualNames: readonly string[] = [
  'phone',
  'phones',
  'phonenumber',
  'mobile',
  'mobiles',
  'mobilephone',
  'tel',
  'telephone',
  'fixnumber',
  'cellphone',
  'email',
  'emails',
  'mail',
  'emailaddress',
  'workemail',
  'idnumber',
  'idcard',
  'idcardno',
  'identitynumber',
  'passport',
  'passportno',
  'bankaccount',
  'bankcard',
  'cardnumber',
  'birthday',
  'birthdate',
  'address',
  'street',
  'password',
  'secret',
  'token',
  'accesstoken',
  'refreshtoken',
  'apikey',
  'authorization',
  'clientsecret',
  'appsecret',
  'fromnumber',
  'tonumber',
  '手机',
  '手机号',
  '电话',
  '电话号码',
  '邮箱',
  '身份证',
  '身份证号',
  '地址',
  '生日',
  '密码',
  '银行卡号',
];

/**
 * Hides values of sensitive fields before run data is shown: the usual names, and those the flow names beside them.
 * A text keeps its first and last characters, so that two records can still be told apart; lists and objects below a
 * sensitive name are masked through and through. The value given is not changed.
 */
export function maskSensitive(value: Json, names: readonly string[] = []): Masked {
  const sensitive = new Set([...usualNames, ...names.map(plainName)]);
  const seen = { masked: false };
  const shown = walk(value, false, sensitive, seen);
  return { value: shown, masked: seen.masked };
}

function walk(value: Json, under: boolean, sensitive: ReadonlySet<string>, seen: { masked: boolean }): Json {
  if (Array.isArray(value)) return value.map((one: Json) => walk(one, under, sensitive, seen));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        walk(one, under || sensitive.has(plainName(name)), sensitive, seen),
      ]),
    );
  }
  if (!under || value === null || value === '' || typeof value === 'boolean') return value;
  seen.masked = true;
  return hidden(String(value));
}

function hidden(text: string): string {
  const letters = [...text];
  if (letters.length <= 4) return '****';
  const kept = letters.length > 7 ? 2 : 1;
  return `${letters.slice(0, kept).join('')}****${letters.slice(-kept).join('')}`;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, '');
}
