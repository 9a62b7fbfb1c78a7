export interface PaletteText {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

export interface PaletteIndexEntry {
  readonly key: string;
  readonly words: readonly string[];
}

export type ToPinyin = (text: string) => { readonly full: string; readonly initials: string };

/** What each entry can be found by: its Chinese and English names, its pinyin, and the first letters of that. */
export function paletteIndex(entries: readonly PaletteText[], toPinyin: ToPinyin): readonly PaletteIndexEntry[] {
  return entries.map(({ key, zh, en }) => {
    const { full, initials } = toPinyin(zh);
    return { key, words: [zh, en, full, initials, key].map(plain) };
  });
}

/** The keys whose entry has every word of the query, in the order of the palette. */
export function searchPalette(index: readonly PaletteIndexEntry[], query: string): readonly string[] {
  const asked = query.trim().split(/\s+/).map(plain).filter(Boolean);
  return index
    .filter((entry) => asked.every((word) => entry.words.some((known) => known.includes(word))))
    .map((entry) => entry.key);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s\-_'’]/g, '');
}
