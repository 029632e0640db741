import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { VIEWS } from '../../apps/web/src/http/views.js';
import { findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { aJobseeker, type Jobseeker } from '../support/jobseeker.js';
import { reviewLanguages } from '../support/reviewing.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const ITEMS = ['wellbeing.general', 'workability.self', 'wish.contact'];

describe('the jobseeker who reads another language', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let jobseeker: Jobseeker;
  beforeAll(async () => {
    web = await serveWeb();
    browser = await openBrowser();
    jobseeker = aJobseeker(web);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });
  const invited = (language: string) => anInvitedClient(web, { language, items: ITEMS });
  const languageOf = (html: string) => /<html lang="(\w+)" dir="(\w+)"/.exec(html)?.slice(1).join(' ');
  /** The languages of the choice, without the one of the page itself. */
  const offered = (html: string) => [...html.matchAll(/hreflang="(\w+)"/g)].map(([, language]) => language);

  it('gets Dutch as long as nobody has looked at the texts, and it again when the review is taken back', async () => {
    const client = await invited('ar');
    expect(languageOf(await jobseeker.page(client.link))).toBe('nl ltr');
    expect(languageOf(await jobseeker.page(`${client.link}?taal=ar`))).toBe('nl ltr');

    const withdraw = await reviewLanguages(web, 'ar');
    const start = await jobseeker.page(client.link);
    expect(languageOf(start)).toBe('ar rtl');
    expect(start).toContain('كيف حالك؟');
    expect(offered(start)).toEqual(['nl', 'en', 'ar']);
    // Who looked at Arabic did not look at Tigrinya.
    expect(languageOf(await jobseeker.page(`${client.link}?taal=ti`))).toBe('ar rtl');

    await withdraw();
    expect(languageOf(await jobseeker.page(client.link))).toBe('nl ltr');
    expect(languageOf(await jobseeker.page(`${client.link}/vraag/1?taal=ar`))).toBe('nl ltr');
  });

  it('cannot begin in a language that nobody has looked at', async () => {
    const client = await invited('nl');
    const refused = await jobseeker.press(`${client.link}/start`, { taal: 'pl' });
    expect([refused.status, (await jobseeker.traceOf(client)).checkIn]).toMatchObject([200, { language: 'nl', started_at: null }]);
  });

  it('answers in it, and that is kept with the answers', async () => {
    const withdraw = await reviewLanguages(web, 'tr');
    const client = await invited('nl');
    const begun = await jobseeker.press(`${client.link}/start?taal=tr`, { taal: 'tr' });
    const question = String(begun.headers.get('location'));
    expect(question).toBe(`${client.link}/vraag/1`);
    expect(await jobseeker.page(question)).toContain('Nasılsınız?');
    await jobseeker.press(question, { antwoord: '4' });
    expect(await jobseeker.traceOf(client)).toMatchObject({ checkIn: { language: 'tr' }, answers: [{ value: 4, language: 'tr' }] });
    await withdraw();
  });

  it('gets Dutch where the questions of an older version lack the language', async () => {
    const withdraw = await reviewLanguages(web, 'ar');
    const client = await invited('ar');
    await web.dataSource.query(`alter table questionnaire_version disable trigger user`);
    await web.dataSource.query(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at)
       select questionnaire_id, number - 100, definition #- '{refusal,ar}', published_at from questionnaire_version`,
    );
    await web.dataSource.query(
      `update check_in set questionnaire_version_id = (select id from questionnaire_version order by number limit 1) where id = $1`,
      [client.checkInId],
    );
    const page = await jobseeker.page(client.link);
    expect([languageOf(page), ...offered(page)]).toEqual(['nl ltr', 'nl', 'en']);
    await withdraw();
  });

  it('hears in their own language that a link leads nowhere, by what the browser asks for', async () => {
    const unknown = '/c/0123456789abcdef';
    const ask = async (languages: string) => languageOf(await jobseeker.page(unknown, { headers: { 'accept-language': languages } }));
    expect(await ask('ar-SY,ar;q=0.9')).toBe('nl ltr');
    const withdraw = await reviewLanguages(web, 'ar', 'ti');
    expect(await ask('ar-SY,ar;q=0.9')).toBe('ar rtl');
    expect(await ask('am,ti-ER;q=0.9,ti;q=0.8')).toBe('ti ltr');
    await withdraw();
  });

  describe.each([
    ['Arabic', 'ar', 'rtl', 'ابدأ'],
    ['Tigrinya', 'ti', 'ltr', 'ጀምሩ'],
    ['Polish', 'pl', 'ltr', 'Start'],
  ] as const)('in %s', (_, language, direction, begin) => {
    let withdraw: () => Promise<void>;
    let client: InvitedClient;
    beforeAll(async () => {
      withdraw = await reviewLanguages(web, language);
      client = await invited(language);
    });
    afterAll(() => withdraw());

    it('goes from the first page to the last with the keyboard, without JavaScript, and no page is wider than the screen', async () => {
      const mine = await invited(language);
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(web.url + mine.link);
      const seen: [string | null, string | null, number][] = [];
      const look = async () => {
        const html = page.locator('html');
        seen.push([await html.getAttribute('lang'), await html.getAttribute('dir'), await sidewaysScroll(page)]);
      };
      await look();
      expect(await page.locator('main form button').textContent()).toBe(begin);
      // The button of the form; the fourth face; zero; yes; nothing else to say; sending.
      for (const nth of [0, 3, 0, 0, 0, 0]) {
        await pressByKeyboard(page, nth);
        await look();
      }
      expect(seen).toEqual(seen.map(() => [language, direction, 0]));
      expect((await jobseeker.traceOf(mine)).observations).toEqual([
        { trait: 'wellbeing.general', value: 4 },
        { trait: 'wish.contact', value: 1 },
        { trait: 'workability.self', value: 0 },
      ]);
      await page.context().close();
    }, 60_000);

    it('axe finds no barrier, and letters twice as large still fit', async () => {
      const page = await browser.newPage({ viewport: PHONE });
      const found: string[] = [];
      for (const part of ['', '/vraag/1', '/vraag/2', '/geen-berichten', '/voorkeur']) {
        await page.goto(web.url + client.link + part);
        found.push(...(await findBarriers(page)).map((barrier) => `${part}: ${barrier}`));
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        if ((await sidewaysScroll(page)) > 0) found.push(`${part} is too wide with large letters`);
      }
      expect(found).toEqual([]);
      await page.context().close();
    }, 60_000);
  });

  it('reads a scale from the right in Arabic, with its digits as they are and its progress mirrored', async () => {
    const withdraw = await reviewLanguages(web, 'ar');
    const client = await invited('ar');
    const page = await browser.newPage();
    await page.goto(`${web.url}${client.link}/vraag/2`);
    const left = async (words: string | RegExp) => (await page.getByRole('button', { name: words, exact: true }).boundingBox())?.x ?? NaN;
    expect(await left('1')).toBeGreaterThan(await left('2'));
    expect(await left('2')).toBeGreaterThan(await left('3'));
    expect(await page.locator('.wp-number').allTextContents()).toEqual(Array.from({ length: 11 }, (_, number) => String(number)));
    expect(await page.locator('.wp-answers__end').allTextContents()).toHaveLength(2);
    for (const end of await page.locator('.wp-answers__end .wp-card__words').allTextContents()) expect(end).toMatch(/\p{Script=Arabic}/u);
    expect(await page.locator('.wp-sign--turns').evaluate((sign) => getComputedStyle(sign).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    expect(
      await page.locator('footer a').evaluateAll((links) => links.map((link) => [link.textContent, getComputedStyle(link).direction])),
    ).toEqual([
      ['113', 'ltr'],
      ['113.nl', 'ltr'],
      ['112', 'ltr'],
    ]);
    await page.context().close();
    await withdraw();
  });

  it('brings letters along for who needs them, and for nobody else', async () => {
    const withdraw = await reviewLanguages(web, 'ar', 'ti');
    const fontsOf = async (link: string) => {
      const page = await browser.newPage();
      const fonts = new Set<string>();
      page.on('response', (response) => {
        if (response.url().includes('/fonts/')) fonts.add(`${response.status()} ${path.basename(response.url()).replace(/-\d.*/, '')}`);
      });
      await page.goto(web.url + link);
      await page.evaluate(() => document.fonts.ready);
      await page.context().close();
      return [...fonts];
    };
    expect(await fontsOf(`${(await invited('nl')).link}/vraag/1`)).toEqual([]);
    expect(await fontsOf(`${(await invited('ar')).link}/vraag/1`)).toEqual(['200 noto-sans-arabic-arabic']);
    expect(await fontsOf(`${(await invited('ti')).link}/vraag/1`)).toEqual(['200 noto-sans-ethiopic-ethiopic']);
    await withdraw();
    expect(await fontsOf((await invited('nl')).link)).toEqual([]);
  }, 60_000);
});

describe('every page of clients', () => {
  const views = (readdirSync(VIEWS, { recursive: true }) as string[]).filter((file) => file.endsWith('.hbs'));
  const clientViews = views.filter((file) => /^(answering|unsubscribing)\//.test(file));

  it.each(clientViews)('%s stands in the layout that names the help lines', (file) => {
    expect(readFileSync(path.join(VIEWS, file), 'utf8')).toMatch(/^\{\{#> layouts\/client\}\}[\s\S]*\{\{\/layouts\/client\}\}\s*$/);
  });

  it('are all there, and the layout names them, and that nobody reads day and night', () => {
    expect(clientViews.length).toBeGreaterThan(12);
    expect(readFileSync(path.join(VIEWS, 'layouts/client.hbs'), 'utf8')).toContain('{{> partials/client/help-lines}}');
    const lines = readFileSync(path.join(VIEWS, 'partials/client/help-lines.hbs'), 'utf8');
    for (const key of ['suicide', 'danger', 'not-watched']) expect(lines).toContain(`answering.help.${key}`);
  });
});

/** Tab until the button of the form with this number has the focus, then Enter. */
async function pressByKeyboard(page: Page, nth: number): Promise<void> {
  const target = page.locator('main form button').nth(nth);
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached with Tab');
}
