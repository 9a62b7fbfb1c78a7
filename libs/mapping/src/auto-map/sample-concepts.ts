const shapes: readonly (readonly [string, RegExp])[] = [
  ['email', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  ['mobile', /^(\+?86[- ]?)?1[3-9]\d{9}$/],
  ['phone', /^\+?\d{1,4}[- ]?\(?\d{2,4}\)?[- ]?\d{3,4}[- ]?\d{3,4}$/],
  ['website', /^(https?:\/\/|www\.)\S+$/i],
  ['tax', /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/],
  ['address', /^\p{Script=Han}{2,}(省|市|区|县).+(路|街|道|号|室|镇|村)/u],
];

/** What nearly all sample values look like. */
export function sampleConcepts(samples: readonly unknown[]): readonly string[] {
  const texts = samples.filter((each) => typeof each === 'string' || typeof each === 'number').map(String);
  if (texts.length === 0) return [];
  return shapes
    .filter(([, shape]) => texts.filter((text) => shape.test(text.slice(0, 200))).length >= texts.length * 0.9)
    .map(([concept]) => concept);
}
