/** Checks that Chinese authorities publish for their numbers. */

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const idChecks = '10X98765432';

/** A resident identity number of 18 digits (GB 11643): its date exists and its check digit fits. */
export function isResidentId(text: string): boolean {
  if (!/^[1-9]\d{5}(18|19|20)\d{9}[\dXx]$/.test(text)) return false;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return idChecks[sum % 11] === text[17]?.toUpperCase() && isDay(text.slice(6, 14));
}

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() === (month ?? 0) - 1 && date.getUTCDate() === day;
}

export interface ResidentIdParts {
  readonly region: string;
  readonly birthday: string;
  readonly gender: 'male' | 'female';
}

/** What an identity number says about its holder. */
export function residentIdParts(text: string): ResidentIdParts | undefined {
  if (!isResidentId(text)) return undefined;
  const birthday = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return { region: text.slice(0, 6), birthday, gender: Number(text[16]) % 2 === 1 ? 'male' : 'female' };
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** A unified social credit code of 18 characters (GB 32100): its check character fits. */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  const sum = creditWeights.reduce(
    (total, weight, index) => total + weight * creditAlphabet.indexOf(text[index] ?? ''),
    0,
  );
  return creditAlphabet[(31 - (sum % 31)) % 31] === text[17];
}

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'] as const;
const groups = ['', '万', '亿', '万亿'] as const;

/** An amount in words as Chinese invoices want it; up to 9,999 trillion yuan, rounded to fen. */
export function amountInWords(amount: number): string | undefined {
  const fen = Math.round(Math.abs(amount) * 100);
  if (!Number.isSafeInteger(fen) || fen >= 1e15) return undefined;
  const [yuan, rest] = [Math.floor(fen / 100), fen % 100];
  const [jiao, cents] = [Math.floor(rest / 10), rest % 10];
  const sign = amount < 0 && fen > 0 ? '负' : '';
  const whole = yuan > 0 ? `${integerInWords(yuan)}元` : '';
  if (rest === 0) return `${sign}${whole || '零元'}整`;
  const zero = jiao === 0 && yuan > 0 ? '零' : '';
  return `${sign}${whole}${zero}${jiao > 0 ? `${digits[jiao]}角` : ''}${cents > 0 ? `${digits[cents]}分` : '整'}`;
}

/** Groups of four digits; a zero is said once between digits, never at the end of a group. */
function integerInWords(value: number): string {
  const text = String(value);
  const count = Math.ceil(text.length / 4);
  let words = '';
  for (let index = 0; index < count; index += 1) {
    const group = text.slice(Math.max(0, text.length - 4 * (count - index)), text.length - 4 * (count - index - 1));
    words += groupInWords(group.padStart(4, '0'), words !== '', groups[count - index - 1] ?? '');
  }
  return words;
}

function groupInWords(group: string, hasBefore: boolean, unit: string): string {
  if (group === '0000') return hasBefore && unit === '亿' ? unit : '';
  const parts = [...group].map((digit, index) =>
    digit === '0' ? '0' : `${digits[Number(digit)]}${places[3 - index]}`,
  );
  const text = parts.join('').replace(/0+$/, '').replace(/0+/g, '零');
  return (hasBefore ? text : text.replace(/^零/, '')) + unit;
}

const provinces: Readonly<Record<string, string>> = {
  北京: '北京市',
  天津: '天津市',
  上海: '上海市',
  重庆: '重庆市',
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
};
const plainProvinces =
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾'.split(
    ' ',
  );
const provinceNames: ReadonlyMap<string, string> = new Map([
  ...Object.entries(provinces),
  ...plainProvinces.map((name) => [name, `${name}省`] as const),
]);

export interface AddressParts {
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  readonly detail?: string;
}

/** A Chinese address in half-width signs, without spaces between Chinese characters, its province by its full name. */
export function normalizeAddress(text: string): string {
  const halfWidth = text
    .normalize('NFKC')
    .replace(/[\s,，、;；]+/g, ' ')
    .trim();
  const joined = halfWidth.replace(/(?<=\p{Script=Han}) (?=[\p{Script=Han}\d])|(?<=\d) (?=\p{Script=Han})/gu, '');
  const bare = joined.replace(/^(中华人民共和国|中国)/, '');
  return withFullProvince(bare);
}

function withFullProvince(text: string): string {
  for (const [short, full] of provinceNames) {
    if (!text.startsWith(short) || text.startsWith(full)) continue;
    const rest = text.slice(short.length).replace(/^(省|市|自治区|特别行政区|壮族自治区|回族自治区|维吾尔自治区)/, '');
    return full + rest;
  }
  return text;
}

/** Takes an address apart by its administrative endings; what is not recognised stays in the detail. */
export function addressParts(text: string): AddressParts {
  const normal = normalizeAddress(text);
  const province = [...provinceNames.values()].find((name) => normal.startsWith(name));
  const afterProvince = province ? normal.slice(province.length) : normal;
  const isMunicipality = province?.endsWith('市') === true;
  const city = isMunicipality ? province : /^\p{Script=Han}{1,10}?(?:市|自治州|地区|盟)/u.exec(afterProvince)?.[0];
  const afterCity = isMunicipality ? afterProvince.replace(/^(市辖区|县)/, '') : afterProvince.slice(city?.length ?? 0);
  const district = /^\p{Script=Han}{1,10}?(?:自治县|区|县|市|旗)/u.exec(afterCity)?.[0];
  const detail = afterCity.slice(district?.length ?? 0);
  return {
    ...(province ? { province } : {}),
    ...(city ? { city } : {}),
    ...(district ? { district } : {}),
    ...(detail ? { detail } : {}),
  };
}
