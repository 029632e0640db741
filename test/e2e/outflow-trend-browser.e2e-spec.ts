import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aTrendTown } from '../support/factories/trend-town.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const PATH = '/uitstroom/verloop?vanaf=2025-10&maanden=12';

describe('the trend in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let [manager, lead]: Colleague[] = [];
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: '2026-11-21T10:00:00+01:00' }), openBrowser()]);
    await aTrendTown(web.dataSource);
    manager = await aColleague(web, 'management', 'Bas de Wit');
    lead = await aColleague(web, 'team_lead', 'Iris van der Meer', 'Team Noord');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function open(path: string, who: Colleague, options: Parameters<OpenedBrowser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: who.session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it.each([
    ['phone', PHONE, 'light'],
    ['tablet', TABLET, 'light'],
    ['desktop', DESKTOP, 'dark'],
    ['desktop', DESKTOP, 'light'],
  ] as const)('has no barriers on a %s', async (name, viewport, colorScheme) => {
    const paths = {
      year: PATH,
      long: '/uitstroom/verloop?vanaf=2024-11&maanden=24',
      nothing: `${PATH}&regeling=IOAZ`,
      wrong: '/uitstroom/verloop?vanaf=2031-01',
    };
    for (const [kind, path] of Object.entries(paths)) {
      const page = await open(path, manager!, { viewport, colorScheme });
      expect([kind, await findBarriers(page)]).toEqual([kind, []]);
      expect([kind, await sidewaysScroll(page)]).toEqual([kind, 0]);
      if (process.env['PICTURES'])
        await page.screenshot({ path: `${process.env['PICTURES']}/trend-${name}-${colorScheme}-${kind}.png`, fullPage: true });
      await page.close();
    }
  });

  it('is read and changed with the keyboard, without a script; one picture is seen at a time', async () => {
    const page = await open(PATH, lead!, { javaScriptEnabled: false, viewport: DESKTOP });
    expect(await page.locator('.wp-trend__picture:visible').count()).toBe(1);
    await page.getByLabel('Hoe lang').selectOption('anderhalf jaar');
    await page.getByRole('button', { name: 'Toon deze cijfers' }).press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Deze periode is nog niet voorbij.');
    await page.getByLabel('Vanaf').selectOption('2025-01');
    await page.getByRole('button', { name: 'Toon deze cijfers' }).press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^In 18 maanden kwamen \d+ mensen erbij/);
    await page.close();
  });
});
