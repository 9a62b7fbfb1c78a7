import type { Page } from 'playwright-core';

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** The first sign-in: with the one-time password, then with one's own. */
export async function signInFirst(
  page: Page,
  url: string,
  {
    email,
    oneTimePassword,
    password,
  }: { readonly email: string; readonly oneTimePassword: string; readonly password: string },
): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(oneTimePassword);
  await page.keyboard.press('Enter');
  const fields = page.locator('input[type=password]');
  await fields.nth(1).waitFor();
  await fields.nth(0).fill(password);
  await fields.nth(1).fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav.c-nav').waitFor();
}

export async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav.c-nav').waitFor();
}
