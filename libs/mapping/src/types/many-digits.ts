import type { Call } from './context.ts';

/** A number keeps 15 digits for sure. */
const digitsKept = 15;

/** Reports a text of more digits than a number keeps (a long id, an invoice number) where it is made a number. */
export function reportManyDigits({ args, nodes, node, name, context }: Call): void {
  const text = args[0]?.any ? undefined : args[0]?.string;
  const isLong =
    text !== undefined &&
    (text.minLength > digitsKept ||
      (text.digits === true && text.maxLength > digitsKept && Number.isFinite(text.maxLength)));
  if (!isLong) return;
  const reason = {
    zh: '文本的位数超过数字能保存的 15 位',
    en: 'the text has more digits than the 15 that a number keeps',
  };
  context.inference.report({
    code: 'mapping.lossy-number',
    severity: 'warning',
    node: nodes[0] ?? node,
    params: { target: `$${name}`, reason },
  });
}
