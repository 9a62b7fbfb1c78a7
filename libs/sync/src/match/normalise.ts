import type { Json, MatchForm } from '@joinery/contracts';

/** A value made comparable, or null where there is nothing to compare. */
export function comparable(value: Json | undefined, form: MatchForm): string | null {
  const text = textOf(value);
  return text === null ? null : forms[form](text);
}

const forms: Readonly<Record<MatchForm, (text: string) => string | null>> = {
  exact: (text) => text,
  phone: comparablePhone,
  mail: comparableMail,
  'tax-id': comparableTaxId,
  name: comparableName,
};

function textOf(value: Json | undefined): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFKC').trim();
  return text === '' ? null : text;
}

const extension = /(?:转|分机|ext\.?|extension|x|#)\s*\d{1,6}\s*$/i;
const chineseMobile = /^1[3-9]\d{9}$/;

/**
 * Digits with the country in front: `138 0013 8000`, `+86-138-0013-8000` and `008613800138000` are one number.
 * A number without a country is taken for a Chinese one; an extension is dropped.
 */
function comparablePhone(text: string): string | null {
  const plain = text.replace(extension, '');
  const digits = plain.replaceAll(/\D/g, '');
  if (digits.length < 5) return null;
  if (plain.trimStart().startsWith('+')) return withoutTrunk(digits);
  if (digits.startsWith('00')) return withoutTrunk(digits.slice(2));
  if (digits.startsWith('86') && chineseMobile.test(digits.slice(2))) return digits;
  if (digits.startsWith('0')) return `86${digits.slice(1)}`;
  return `86${digits}`;
}

/** `+86 (0)10 …`: the national zero is not dialled from abroad. */
function withoutTrunk(digits: string): string {
  return digits.startsWith('860') ? `86${digits.slice(3)}` : digits;
}

function comparableMail(text: string): string | null {
  const mail = text
    .replace(/^mailto:/i, '')
    .replaceAll(/\s/g, '')
    .toLowerCase();
  return /^[^@]+@[^@]+$/.test(mail) ? mail : null;
}

/** Letters and digits only: blanks and dashes are ways of writing. */
function comparableTaxId(text: string): string | null {
  const plain = text.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();
  return plain.length >= 6 ? plain : null;
}

function comparableName(text: string): string | null {
  const plain = text.toLowerCase().replaceAll(/[\p{P}\p{S}\s]/gu, '');
  return plain === '' ? null : plain;
}
