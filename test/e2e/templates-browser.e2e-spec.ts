import { CrisisWordsService } from '#libs/inbox';
import { LanguagesService, TemplatesService } from '#libs/wording';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG_NAME = 'Maria-Magdalena van der Westhuizen-Wolfeschlegelsteinhausenbergerdorff';
const INVITATION = '/beheer/berichten/check_in_invitation/sms/nl/u';
const PAGES = {
  list: '/beheer/berichten',
  arabicList: '/beheer/berichten?taal=ar',
  sms: INVITATION,
  email: '/beheer/berichten/check_in_invitation/email/nl/u',
  arabic: '/beheer/berichten/check_in_question/sms/ar/u',
  languages: '/beheer/talen',
  language: '/beheer/talen/ar',
  reviewed: '/beheer/talen/tr',
  crisis: '/beheer/signaalwoorden/nl',
  crisisArabic: '/beheer/signaalwoorden/ar',
};

describe('the messages of the administrator in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', LONG_NAME);
    const coach = await aColleague(web);
    for (let number = 0; number < 11; number += 1) await aClientOf(web, coach);
    const { staffId } = admin;
    const now = web.clock.now();
    const service = <T>(type: new (...given: never[]) => T) => web.app.get(type, { strict: false });
    const key = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'u' } as const;
    const base = { subject: null, reviewedBy: null, staffId };
    await web.dataSource.transaction(async (tx) => {
      await service(TemplatesService).publish(tx, { ...key, ...base, body: 'Werkplein: doet u nog mee? {{link}} {{stop}}' }, now);
      await service(TemplatesService).publish(
        tx,
        { ...key, ...base, body: 'Werkplein: wilt u meedoen middels deze link? {{link}} {{stop}}' },
        now,
      );
      await service(LanguagesService).review(tx, { language: 'tr', reviewedBy: LONG_NAME, staffId }, now);
      await service(CrisisWordsService).save(
        tx,
        { language: 'nl', words: 'zelf moord*\nwil niet meer leven\neen nieuwe zin', basedOn: 0, staffId },
        now,
      );
    });
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
  ])('have no barriers on a %s, opened out and with errors as well', async (_, viewport) => {
    for (const path of Object.values(PAGES)) {
      const page = await open(path, { viewport });
      await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect([path, await findBarriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0]);
      await page.context().close();
    }
    const page = await open(INVITATION, { viewport });
    await page.getByLabel('Tekst', { exact: true }).fill('Dag mevrouw Jansen, hoe is uw gezondheid? 😀 {{naam}}');
    await page.getByRole('button', { name: 'Publiceren' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('gaat over gezondheid');
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.context().close();
  });

  it('are light in the dark as well', async () => {
    for (const path of [PAGES.sms, PAGES.email, PAGES.reviewed, PAGES.crisis]) {
      const page = await open(path, { viewport: DESKTOP, colorScheme: 'dark' });
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      await page.context().close();
    }
  });

  it('show on the telephone beside them what is being typed, and say so once to who cannot see it', async () => {
    const page = await open(INVITATION, { viewport: DESKTOP });
    const phone = page.getByRole('group', { name: 'Telefoon met het bericht' });
    await page.getByLabel('Tekst', { exact: true }).fill('Werkplein: één nieuwe vraag… {{link}} {{stop}}');
    await phone.getByText('één nieuwe vraag…').waitFor();
    expect(await page.locator('main').textContent()).toContain('maar 70 tekens in één sms');
    await page.locator('#voorbeeld-stand').getByText('Niets op aan te merken.').waitFor({ state: 'attached' });
    await page.getByLabel('Tekst', { exact: true }).fill('Werkplein: dag {{naam}}');
    await page.getByText('Deze tekst kunnen we nog niet laten zien').waitFor();
    // What was typed last stays in the field, and where one was stays where one was.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tekst');
  });

  it('show the latest of what was typed, also when an earlier answer comes later', async () => {
    const page = await open(INVITATION, { viewport: DESKTOP });
    let held: (() => void) | undefined;
    await page.route('**/voorbeeld', async (route) => {
      if (route.request().postData()?.includes('eerste')) await new Promise<void>((resolve) => (held = resolve));
      await route.continue();
    });
    const text = page.getByLabel('Tekst', { exact: true });
    await text.fill('De eerste {{link}} {{stop}}');
    await page.waitForRequest('**/voorbeeld');
    await text.fill('De tweede {{link}} {{stop}}');
    const phone = page.getByRole('group', { name: 'Telefoon met het bericht' });
    await phone.getByText('De tweede').waitFor();
    const late = page.waitForResponse('**/voorbeeld');
    held?.();
    await late;
    expect(await phone.textContent()).toContain('De tweede');
  });

  it('are written, looked at and published without any script, and without a mouse', async () => {
    const page = await open(INVITATION, { viewport: PHONE, javaScriptEnabled: false });
    const text = page.getByLabel('Tekst', { exact: true });
    await text.fill('Werkplein: zonder script {{link}} {{stop}}');
    await page.getByRole('button', { name: 'Bekijken' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Telefoon met het bericht' }).getByText('zonder script').waitFor();
    expect(await text.inputValue()).toBe('Werkplein: zonder script {{link}} {{stop}}');
    await page.getByRole('button', { name: 'Publiceren' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('De nieuwe tekst geldt nu.').waitFor();
  });

  it('lead from the error on top to the field', async () => {
    const page = await open(INVITATION, { viewport: PHONE });
    await page.getByLabel('Tekst', { exact: true }).fill('Zonder link');
    await page.getByRole('button', { name: 'Publiceren' }).click();
    await page.getByRole('alert').getByRole('link').first().press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tekst');
  });

  it('keep the lines of a text as they were typed', async () => {
    const page = await open(PAGES.email, { viewport: DESKTOP });
    const text = page.getByLabel('Tekst', { exact: true });
    const before = await text.inputValue();
    expect(before).toMatch(/^Wilt u een paar vragen beantwoorden\?\n\n\S/);
    await page.getByRole('button', { name: 'Bekijken' }).click();
    expect(await text.inputValue()).toBe(before);
  });
});
