import { Fault } from '../runtime/fault.ts';
import { regularInterval } from './grouping.ts';

export type Casing = 'upper' | 'lower' | 'title';

export interface Separator {
  /** Digits to its right. */
  readonly position: number;
  readonly character: string;
}

interface Decimal {
  readonly primary: 'decimal';
  /** Code of the digit zero in the picture's script. */
  readonly zero: number;
  readonly optionalDigits: number;
  mandatoryDigits: number;
  /** The same separator at the same distance, over and over. */
  readonly regular: Separator | undefined;
  readonly separators: readonly Separator[];
  /** How many digits to read when another number follows at once. */
  parseWidth?: number;
}

interface Lettered {
  readonly primary: 'letters' | 'roman' | 'words';
}

interface NumberedSequence {
  readonly primary: 'sequence';
  readonly token: string;
}

/** How a whole number is written. */
export type IntegerPicture = (Decimal | Lettered | NumberedSequence) & {
  readonly casing: Casing;
  readonly ordinal: boolean;
};

export type DecimalPicture = Extract<IntegerPicture, { primary: 'decimal' }>;

const namedForms: Readonly<Record<string, readonly [Lettered['primary'], Casing]>> = {
  A: ['letters', 'upper'],
  a: ['letters', 'lower'],
  I: ['roman', 'upper'],
  i: ['roman', 'lower'],
  W: ['words', 'upper'],
  Ww: ['words', 'title'],
  w: ['words', 'lower'],
};

/** Reads a picture such as `#,##0`, `Ww;o` or `I`. */
export function integerPicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';');
  const form = semicolon < 0 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon >= 0 && picture.charAt(semicolon + 1) === 'o';
  const named = Object.hasOwn(namedForms, form) ? namedForms[form] : undefined;
  if (named) return { primary: named[0], casing: named[1], ordinal };
  return { ...decimalForm(form), casing: 'lower', ordinal };
}

/** Zero of each script whose digits a picture may use. */
const zeros = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

function decimalForm(form: string): Decimal | NumberedSequence {
  const separators: Separator[] = [];
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  for (const character of Array.from(form).reverse()) {
    const code = character.codePointAt(0)!;
    const found = zeros.find((each) => code >= each && code <= each + 9);
    if (found !== undefined) {
      zero ??= found;
      if (found !== zero) throw new Fault('D3131');
      mandatoryDigits++;
    } else if (character === '#') optionalDigits++;
    else separators.push({ position: mandatoryDigits + optionalDigits, character });
  }
  if (zero === undefined) return { primary: 'sequence', token: form };
  return { primary: 'decimal', zero, mandatoryDigits, optionalDigits, ...grouping(separators) };
}

function grouping(separators: readonly Separator[]): Pick<Decimal, 'regular' | 'separators'> {
  const [first] = separators;
  const isUniform = separators.every((each) => each.character === first?.character);
  const interval = isUniform ? regularInterval(separators.map((each) => each.position)) : 0;
  const regular = first && interval > 0 ? { position: interval, character: first.character } : undefined;
  return { regular, separators };
}
