import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface Look {
  readonly language: 'zh' | 'en';
  readonly mode: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

export const usualLook: Look = { language: 'zh', mode: 'light', width: 1280, height: 800 };

/** A page of the console, and what its browser complained about so far. */
export interface ConsolePage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Where Chromium is: named by the environment, or where distributions put it. */
export function chromiumPath(): string | undefined {
  const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((place) => place !== undefined && existsSync(place));
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Chromium was not found; install it or name it by CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Opens a page with the look asked for; `state` is that of a person who is signed in. */
export async function openPage(browser: Browser, look: Look, state?: State): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...(state === undefined ? {} : { storageState: state }),
  });
  const preferences = JSON.stringify({ language: look.language, colourMode: look.mode });
  await context.addInitScript({
    content: `localStorage.getItem('joinery.preferences') ?? localStorage.setItem('joinery.preferences', ${JSON.stringify(preferences)})`,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That nobody is signed in yet is an answer, though the browser prints it as an error.
    if (message.type() === 'error' && !message.location().url.endsWith('/api/v1/session'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
