/** Where the server gives one, styles made at run time carry it, so that the policy needs no `unsafe-inline`. */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content || undefined;
}

/**
 * Gives the page's nonce to every style element our own scripts make. Most libraries take a nonce by their settings;
 * some inner parts (the measuring of scroll bars in tables) make a style without asking.
 */
export function lendStyleNonce(): void {
  const nonce = styleNonce();
  if (nonce === undefined) return;
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
