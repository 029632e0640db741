import type { ClientLanguage } from '#libs/platform';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague } from '../support/factories/caseload.js';
import { reviewLanguages } from '../support/reviewing.js';
import { aSharingOffice, type SharingOffice } from '../support/sharing.js';

/** Where to leave pictures for a person to look at; by default they are looked at by the tests only. */
const PICTURES = process.env['SHARING_PICTURES'];
const READ: Record<string, { yes: string; said: string; object: string }> = {
  nl: { yes: 'Ja graag', said: 'U zei: ja graag.', object: 'Ik ben het hier niet mee eens' },
  ar: { yes: 'نعم، أريد', said: 'قلتَ: نعم، أريد.', object: 'لا أوافق على هذا' },
};

describe('the pages with what a coach shares, on a phone', () => {
  let office: SharingOffice;
  let browser: OpenedBrowser;
  beforeAll(async () => {
    office = await aSharingOffice();
    await reviewLanguages(office.web, 'ar', 'ti');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const inviteIn = async (language: string) => {
    const reader = await office.aReader({ language });
    return { reader, link: await office.invites(reader, 2) };
  };
  async function mustBeClean(page: Page, name: string): Promise<void> {
    expect([name, await findBarriers(page)]).toEqual([name, []]);
    expect([name, await sidewaysScroll(page)]).toEqual([name, 0]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }

  it.each(['nl', 'ar'])('are clean at 320 pixels in %s, from the door to an objection, without a script of ours', async (language) => {
    const { link } = await inviteIn(language);
    const words = READ[language]!;
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(office.web.url + link);
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    await mustBeClean(page, `door-${language}`);
    await page.locator('#jaar').fill('1970');
    await page.locator('button[name=versturen]').click();
    await mustBeClean(page, `door-wrong-${language}`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('fout');
    await page.locator('#jaar').fill('1980');
    await page.locator('button[name=versturen]').click();
    await mustBeClean(page, `shared-${language}`);
    await page.getByRole('button', { name: words.yes }).first().click();
    expect(await page.locator('main').innerText()).toContain(words.said);
    await mustBeClean(page, `answered-${language}`);
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
    await page.getByText(words.object).first().click();
    await page.locator('details[open] textarea').fill('x');
    await mustBeClean(page, `objection-${language}`);
    await page.locator('details[open] button').click();
    await mustBeClean(page, `objected-${language}`);
    await page.context().close();
  });

  it('say in every language what they say in Dutch, also at 200 percent and wider', async () => {
    const { link } = await inviteIn('nl');
    for (const [language, viewport] of [
      ['ti', PHONE],
      ['en', TABLET],
      ['nl', DESKTOP],
    ] as [ClientLanguage, typeof PHONE][]) {
      const page = await browser.newPage({ viewport });
      await page.goto(`${office.web.url}${link}?taal=${language}`);
      await page.locator('#jaar').fill('1980');
      await page.locator('button[name=versturen]').click();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await mustBeClean(page, `shared-${language}-${viewport.width}`);
      await page.context().close();
    }
  });

  it('are used with the keyboard alone, and without JavaScript', async () => {
    const { reader, link } = await inviteIn('nl');
    const context = await browser.newPage({ javaScriptEnabled: false });
    await context.goto(office.web.url + link);
    await context.locator('#jaar').focus();
    await context.keyboard.type('1980');
    await context.keyboard.press('Tab');
    await context.keyboard.press('Enter');
    await context.getByRole('button', { name: 'Liever niet' }).first().focus();
    await context.keyboard.press('Enter');
    await context.getByRole('status').waitFor();
    expect(await office.responsesOf(reader)).toMatchObject([{ response: 'rather_not' }]);
    await context.context().close();
  });

  it('are the same on paper, and the objections of the data protection officer are clean at every width', async () => {
    const { reader, link } = await inviteIn('ar');
    const phone = await office.opens(link);
    await phone.objects(reader.suggestions[0]!.id, 'هذا غير صحيح، ليس عندي ديون. '.repeat(12));
    const officer = await aColleague(office.web, 'privacy_officer');
    for (const [path, session, name] of [
      [`/klanten/${reader.id}/voorstellen/afdruk`, reader.coach.session, 'paper'],
      ['/privacy/bezwaren', officer.session, 'objections'],
    ] as const)
      for (const viewport of [PHONE, TABLET, DESKTOP]) {
        const page = await browser.newPage({ viewport });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: session, url: office.web.url }]);
        await page.goto(office.web.url + path);
        await mustBeClean(page, `${name}-${viewport.width}`);
        await page.context().close();
      }
  });
});
