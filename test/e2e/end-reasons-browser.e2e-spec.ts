import { EndReasonCodesService } from '#libs/people';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG = 'Beëindigingsredenomschrijvingonbekendinhetuitkeringssysteem: zie het dossier van het cluster Inkomen, afdeling 3';

describe('the reasons of the municipality in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', 'Ans Admin');
    const coach = await aColleague(web);
    for (const literal of ['Werkt nu', 'Werkt nu', 'werkt nu', LONG, '11', null]) {
      const clientId = await aClientOf(web, coach);
      await web.dataSource.query(
        `update benefit_spell set during = daterange(lower(during), '2026-10-01'), end_reason = 'UNKNOWN', end_reason_literal = $2 where client_id = $1`,
        [clientId, literal],
      );
    }
    const codes = web.app.get(EndReasonCodesService, { strict: false });
    const base = { description: null, cbsCode: null };
    for (const wish of [
      { ...base, code: 'WRK-01', origin: 'local' as const, endReason: 'WORK_EMPLOYED' as const, cbsCode: '11' },
      { ...base, code: '13', origin: 'cbs' as const, endReason: 'WORK_SELF_EMPLOYED' as const, description: LONG },
    ])
      await web.dataSource.transaction((tx) => codes.set(tx, wish, admin.staffId, web.clock.now()));
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function open(path: string, options: Parameters<OpenedBrowser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: admin.session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('have no barriers on a %s, opened out and with errors as well', async (name, viewport) => {
    for (const path of ['/beheer/redenen', '/beheer/redenen/nieuw', '/beheer/redenen/1']) {
      const page = await open(path, { viewport });
      if (path.endsWith('nieuw')) await page.getByRole('button', { name: 'Bewaren' }).click();
      for (const closed of await page.locator('main details > summary').all()) await closed.click();
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      expect([path, await sidewaysScroll(page)]).toEqual([path, 0]);
      if (process.env['PICTURES'])
        await page.screenshot({ path: `${process.env['PICTURES']}/reasons-${name}-${path.split('/').at(-1)}.png`, fullPage: true });
      await page.close();
    }
  });

  it('are told with the keyboard only, without a script', async () => {
    const page = await open('/beheer/redenen', { javaScriptEnabled: false });
    await page.getByLabel('Wat betekent ‘Werkt nu’?').selectOption('Werk in loondienst');
    await page.getByRole('button', { name: 'Bewaren wat ‘Werkt nu’ betekent' }).press('Enter');
    expect(await page.getByRole('status').textContent()).toContain('3 uitkeringen doen nu mee');
    await page.getByRole('link', { name: 'Werkt nu' }).press('Enter');
    await page.getByLabel('Wat betekent het?').selectOption('Overleden');
    await page.getByRole('button', { name: 'Bewaren' }).press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Dit geldt meteen voor 3 uitkeringen.');
    await page.getByRole('link', { name: 'Alle redenen' }).first().press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Redenen van uitstroom');
    await page.close();
  });
});
