import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { anOutflowTown } from '../support/factories/outflow-town.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const ALL_GROUPS = '/uitstroom?toon=alles&volgorde=naam&noemer=start';

describe('outflow per trait in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let manager: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: '2026-11-21T10:00:00+01:00' }), openBrowser()]);
    await anOutflowTown(web.dataSource);
    await aColleague(web, 'team_lead', 'Iris van der Meer', 'Team Wolfeschlegelsteinhausenbergerdorff-Oost en omstreken');
    manager = await aColleague(web, 'management', 'Bas de Wit');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: manager.session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }
  const rows = async (page: Page) =>
    (await page.locator('.wp-forest__link').allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

  it.each([
    ['a phone', PHONE, 'light'],
    ['a phone in the dark', PHONE, 'dark'],
    ['a tablet', TABLET, 'light'],
    ['a desk', DESKTOP, 'light'],
    ['a desk in the dark', DESKTOP, 'dark'],
  ] as const)('has no barriers on %s', async (_, viewport, colorScheme) => {
    const page = await open(ALL_GROUPS, { viewport, colorScheme });

    expect(await sidewaysScroll(page)).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('asks for something else by its form, and says beside the field what cannot be', async () => {
    const page = await open('/uitstroom', { javaScriptEnabled: false, viewport: DESKTOP });
    await page.getByLabel('Vanaf').selectOption('2026-05');
    await page.getByLabel('Hoe lang').selectOption('twee jaar');
    await page.getByRole('button', { name: 'Toon deze cijfers' }).click();

    expect(await page.getByRole('alert').textContent()).toContain('Deze periode is nog niet voorbij.');
    expect(await page.getByLabel('Hoe lang').inputValue()).toBe('24');

    await page.getByLabel('Hoe lang').selectOption('een half jaar');
    await page.getByLabel('Team').selectOption('Team Zuid');
    await page.getByText('Hoe tellen we?').click();
    await page.getByLabel('Ten opzichte van').selectOption('start');
    await page.getByRole('button', { name: 'Toon deze cijfers' }).click();
    expect(await page.locator('h1').textContent()).toContain('op 1 mei 2026 vond 0% werk binnen een half jaar');
    expect(new URL(page.url()).searchParams.get('noemer')).toBe('start');
    await page.context().close();
  });

  it('has no barriers when something is wrong', async () => {
    const page = await open('/uitstroom?vanaf=2027-01&maat=geluk&team=niemand', { viewport: PHONE });

    expect(await page.getByRole('alert').count()).toBe(3);
    expect([await sidewaysScroll(page), await findBarriers(page)]).toEqual([0, []]);
    await page.context().close();
  });

  it('can be put in another order, and leads by the keyboard to one trait with the same choices', async () => {
    const page = await open('/uitstroom?noemer=start', { viewport: DESKTOP });
    const lowest = await rows(page);
    await page.getByRole('link', { name: 'soort en naam' }).click();
    const byName = await rows(page);
    expect(byName).not.toEqual(lowest);
    expect(byName.toSorted()).toEqual(lowest.toSorted());

    const first = page.locator('.wp-forest__link').first();
    await first.focus();
    expect(await first.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
    const href = await first.getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/uitstroom\/kenmerk\//);
    expect(page.url()).toBe(`${web.url}${href}`);
    expect(href).toContain('noemer=start');
    await page.context().close();
  });

  it('makes a PNG of the picture in the browser; without scripts the SVG is there', async () => {
    const page = await open('/uitstroom', { viewport: DESKTOP, acceptDownloads: true });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Plaatje als PNG' }).click()]);
    const png = await readFile(await download.path());

    expect(download.suggestedFilename()).toBe('uitstroom-2025-10-12.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Twice as wide as the SVG, so that it stays sharp in a report.
    expect(png.readUInt32BE(16)).toBe(2 * 1008);
    await page.context().close();

    const plain = await open('/uitstroom', { javaScriptEnabled: false });
    expect(await plain.getByRole('button', { name: 'Plaatje als PNG' }).count()).toBe(0);
    expect(await plain.getByRole('link', { name: 'Plaatje als SVG' }).count()).toBe(1);
    await plain.context().close();
  });

  it('prints its figures in full, with what they mean and when they were made, and nothing that can only be pressed', async () => {
    const page = await open('/uitstroom', { viewport: { width: 720, height: 1000 } });
    await page.emulateMedia({ media: 'print' });

    for (const gone of ['.wp-header', '.wp-outflow-filter', '.wp-tabs', '.wp-outflow__choices', '.wp-outflow-closing__files', '.wp-footer'])
      expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
    for (const there of ['h1', '.wp-outflow__about', '.wp-forest', '.wp-outflow__table', '.wp-definitions', '.wp-outflow-closing__age'])
      expect([there, await page.locator(there).first().isVisible()]).toEqual([there, true]);
    expect(await page.locator('.wp-outflow__table').evaluate((table) => table.scrollWidth <= document.documentElement.clientWidth)).toBe(
      true,
    );
    expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
    await page.context().close();
  });
});
