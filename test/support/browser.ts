import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium as playwright, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** The narrowest phone that we promise to work on, and the two widths beside it at which every screen is looked at. */
export const PHONE = { width: 320, height: 640 };
export const TABLET = { width: 768, height: 1024 };
export const DESKTOP = { width: 1280, height: 900 };

/** WCAG 2.2 AA and what it builds on; target-size is only looked at when 2.2 is asked for by name. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface OpenedBrowser {
  /** A page in a fresh context (no cookies), on a phone of 320 px unless told otherwise. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
}

/** The real browser, once per spec file: `beforeAll(async () => { browser = await openBrowser(); })`. */
export async function openBrowser(): Promise<OpenedBrowser> {
  const folder = await unpackedChromium();
  const browser = await playwright.launch({
    executablePath: path.join(folder, 'chromium'),
    args: launchArguments(),
    headless: true,
    // The only font there is on every machine is the one in the package: screenshots and measured widths are the same everywhere.
    env: { ...process.env, FONTCONFIG_FILE: path.join(folder, 'fonts.conf'), LD_LIBRARY_PATH: folder },
  });
  return { newPage: (options) => newPage(browser, options), close: () => browser.close() };
}

/** What axe finds wrong with the page as it stands, by WCAG 2.2 AA and good practice: one line a finding, so that `[]` is clean. Needs a page with JavaScript. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(STANDARDS).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** How many pixels the page is wider than the window: anything above 0 makes a reader scroll sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', ...options });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** The package's own, without those that switch security off or put every page in one process (a closing page takes the browser with it). */
function launchArguments(): string[] {
  const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content', '--headless='];
  return chromium.args.filter((argument) => !unwanted.some((start) => argument.startsWith(start)));
}

/**
 * The package unpacks into the system's temporary folder without looking whether somebody else is busy there: each takes a folder of
 * its own, and the first to finish gives it its lasting name.
 */
async function unpackedChromium(): Promise<string> {
  const folder = path.join(tmpdir(), `werkplein-chromium-147-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const own = await mkdtemp(`${folder}-`);
  const unpack = "(await import('@sparticuz/chromium')).default.executablePath()";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `await ${unpack}`], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: own },
  });
  await writeFile(path.join(own, 'fonts.conf'), fontsIn(folder));
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  return folder;
}

function fontsIn(folder: string): string {
  const families = ['sans-serif', 'system-ui', 'serif', 'monospace', 'Arial', 'Helvetica'];
  const aliases = families.map(
    (family) => `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>${aliases.join('')}</fontconfig>\n`;
}
