import { expect, test } from 'vitest';
import { compile, describeExpressionError, ExpressionError } from './index.ts';
import { englishMessages } from './messages.en.ts';
import { chineseMessages } from './messages.zh.ts';

function placesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
}

test('each code has a sentence in both languages that names the same things', () => {
  expect(Object.keys(chineseMessages).toSorted()).toEqual(Object.keys(englishMessages).toSorted());
  const differing = Object.keys(englishMessages).filter(
    (code) => String(placesIn(englishMessages[code]!)) !== String(placesIn(chineseMessages[code]!)),
  );
  expect(differing).toEqual([]);
});

test('an error is told in either language', () => {
  try {
    compile('$pad(1, 2)').evaluate({});
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    expect(describeExpressionError(error, 'zh')).toBe('函数 pad 的第 2 个参数类型不符');
    expect(describeExpressionError(error, 'en')).toBe(error.message);
  }
});
