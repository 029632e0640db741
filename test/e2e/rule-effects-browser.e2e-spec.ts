import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aRuleWithPeople } from '../support/factories/people-of-a-rule.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const SIZES = [
  ['a telephone', PHONE],
  ['a tablet', TABLET],
  ['a desk', DESKTOP],
] as const;

describe('what a rule touches, in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  let edit: string;
  let review: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', 'Noor Jansen');
    const rule = await aRuleWithPeople(web, admin.staffId);
    edit = `/beheer/regels/${rule}/wijzigen`;
    review = `/beheer/regels/${rule}/nakijken`;
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
  const touched = (page: Page) => page.getByText(/Deze regel zegt nu ja bij ongeveer \d+ van de 115 klanten\./);

  it.each(SIZES)('is read on %s without barriers, and without scrolling sideways', async (_, viewport) => {
    const page = await open(edit, { viewport });
    await touched(page).first().waitFor();
    await page.getByRole('button', { name: 'Kijk twee jaar terug' }).click();
    await page
      .getByText(/had deze regel bij ongeveer \d+ klanten ja gezegd/)
      .first()
      .waitFor();
    await page.locator('.wp-effect__example').evaluateAll((examples) => examples.forEach((example) => example.setAttribute('open', '')));
    await keepPicture(page, `effects-${viewport.width}`);
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.context().close();
  });

  it.each(SIZES)('is read on %s where a change waits for approval', async (_, viewport) => {
    const page = await open(review, { viewport });
    await page.getByRole('heading', { name: 'Wat er verandert' }).waitFor();
    await keepPicture(page, `change-${viewport.width}`);
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.context().close();
  });

  it('is light in the dark as well', async () => {
    const page = await open(edit, { viewport: DESKTOP, colorScheme: 'dark' });
    await touched(page).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('follows what is being written, and leaves where one is', async () => {
    const page = await open(edit, { viewport: DESKTOP });
    await touched(page).first().waitFor();
    const asked = page.waitForResponse('**/raakt/deel');
    const name = page.getByLabel('Naam', { exact: false }).first();
    await name.fill('Anders genoemd');
    expect((await asked).status()).toBe(200);
    expect((await asked).request().postData()).toContain('Anders+genoemd');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('Anders genoemd');
    await page.context().close();
  });

  it('keeps what was counted when counting does not work, and says so to who asked', async () => {
    const page = await open(edit, { viewport: DESKTOP });
    await touched(page).first().waitFor();
    await page.route('**/raakt/deel', (route) => route.fulfill({ status: 500, body: '' }));
    await page.getByRole('button', { name: 'Reken door' }).click();
    await page.locator('[data-effect-spoken]').getByText('Rekenen lukte niet.').waitFor({ state: 'attached' });
    expect(await touched(page).count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('is a page without any script and without a mouse, and what was typed comes back', async () => {
    const page = await open(edit, { viewport: PHONE, javaScriptEnabled: false });
    await page.locator('[name="titel-nl"]').fill('Niet bewaard');
    await page.getByRole('button', { name: 'Reken door' }).focus();
    await page.keyboard.press('Enter');
    await touched(page).first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole('button', { name: 'Terug naar de regel' }).press('Enter');
    await page.waitForURL(`**${edit}`);
    expect(await page.locator('[name="titel-nl"]').inputValue()).toBe('Niet bewaard');
    await page.context().close();
  });

  /** For who looks at them: PICTURES=/some/folder. */
  async function keepPicture(page: Page, name: string): Promise<void> {
    const folder = process.env['PICTURES'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
});
