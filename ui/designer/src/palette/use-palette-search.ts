import { useEffect, useMemo, useState } from 'react';
import type { PaletteGroup } from './palette-items.ts';
import { paletteIndex, searchPalette, type ToPinyin } from './palette-search.ts';

/** The groups that match; pinyin joins in as soon as its dictionary is there. */
export function usePaletteSearch(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  const toPinyin = usePinyin();
  const index = useMemo(
    () =>
      paletteIndex(
        groups.flatMap((group) =>
          group.items.map((item) => ({
            key: item.key,
            zh: `${group.key === 'basics' ? '' : group.title.zh}${item.title.zh}`,
            en: `${group.title.en} ${item.title.en}`,
          })),
        ),
        toPinyin,
      ),
    [groups, toPinyin],
  );
  return useMemo(() => {
    const found = new Set(searchPalette(index, query));
    return groups
      .map((group) => ({ ...group, items: group.items.filter((item) => found.has(item.key)) }))
      .filter((group) => group.items.length > 0);
  }, [groups, index, query]);
}

const noPinyin: ToPinyin = () => ({ full: '', initials: '' });

function usePinyin(): ToPinyin {
  const [toPinyin, setToPinyin] = useState<ToPinyin>(() => noPinyin);
  useEffect(() => {
    let here = true;
    void import('pinyin-pro').then(({ pinyin }) => {
      const spell: ToPinyin = (text) => ({
        full: pinyin(text, { toneType: 'none', type: 'array' }).join(''),
        initials: pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
      });
      if (here) setToPinyin(() => spell);
    });
    return () => {
      here = false;
    };
  }, []);
  return toPinyin;
}
