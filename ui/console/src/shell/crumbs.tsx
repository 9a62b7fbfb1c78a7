import { GoTo, paths, useText } from '@joinery/ui-kit';
import { consoleMessages } from '../console.messages.ts';
import { navGroups, navItemAt } from './nav-items.tsx';

/** Where one is: the group, the page, and what of it is open. */
export function Crumbs({ path }: { readonly path: string }) {
  const t = useText(consoleMessages);
  const item = navItemAt(path);
  const group = navGroups.find((one) => item && one.items.includes(item));
  const deeper = item !== undefined && path !== item.to && item.to !== paths.overview();
  const last = decodeURIComponent(path.split('/').at(-1) ?? '');
  return (
    <nav className="c-crumbs" aria-label="breadcrumb">
      {group?.key && (
        <>
          <span>{t(group.key)}</span>
          <span>/</span>
        </>
      )}
      {item && (deeper ? <GoTo to={item.to}>{t(item.key)}</GoTo> : <b>{t(item.key)}</b>)}
      {deeper && (
        <>
          <span>/</span>
          <b className={isId(last) ? 'j-mono' : undefined}>
            {isPlace(last) ? t(last) : isId(last) ? last.slice(0, 8) : last}
          </b>
        </>
      )}
    </nav>
  );
}

function isId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

const places = ['new', 'edit', 'channels'] as const;

/** The last part of an address that is no name of anything, but what one does or finds there. */
function isPlace(text: string): text is (typeof places)[number] {
  return (places as readonly string[]).includes(text);
}
