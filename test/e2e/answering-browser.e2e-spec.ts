import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { PROJECT_ROOT } from '#libs/platform';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { anInvitedClient, type InvitedClient } from '../support/factories/invited-client.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** Faces, a question with an explanation, 0 to 10, long answers, many answers, yes or no. */
const ITEMS = ['wellbeing.general', 'mobility.transport', 'workability.self', 'care.childcare', 'wish.help', 'wish.contact'];

describe('the jobseeker with a telephone', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  beforeAll(async () => {
    web = await serveWeb();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const invited = (language = 'nl') => anInvitedClient(web, { language, items: ITEMS });
  const outcomeOf = async ({ checkInId }: InvitedClient) => {
    const [{ outcome, answers }] = (await web.dataSource.query(
      `select outcome, (select count(*)::int from answer where check_in_id = c.id) as answers from check_in c where id = $1`,
      [checkInId],
    )) as [{ outcome: string | null; answers: number }];
    return { outcome, answers };
  };
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const answer = (page: Page, name: string | RegExp) => arriveBy(page, () => button(page, name).click());

  it('answers with a thumb, without JavaScript, in nine taps', async () => {
    const client = await invited();
    const page = await browser.newPage({ javaScriptEnabled: false, hasTouch: true, isMobile: true });
    await page.goto(web.url + client.link);
    for (const name of [
      'Start',
      'Gaat wel',
      'Soms',
      /^7$/,
      'Ik heb geen jonge kinderen',
      'Dat wil ik niet zeggen',
      'Ja',
      'Verder',
      'Versturen',
    ])
      await arriveBy(page, () => button(page, name).tap());

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dank u wel!');
    expect(await page.textContent('body')).toContain('Bel dan 24/7 gratis en anoniem 113');
    expect(await outcomeOf(client)).toEqual({ outcome: 'finished', answers: 6 });
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  it('answers with the keyboard alone: Tab and Enter from the first page to the last', async () => {
    const client = await invited();
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: DESKTOP });
    await page.goto(web.url + client.link);
    for (const name of ['Start', 'Goed', 'Nee', '0 helemaal niet', 'Ja', 'Geld', 'Nee', 'Verder', 'Versturen'])
      await pressByKeyboard(page, button(page, name));

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dank u wel!');
    expect(await outcomeOf(client)).toEqual({ outcome: 'finished', answers: 6 });
    await page.context().close();
  });

  it('goes back without loss, thinks again, and goes on at home on another device', async () => {
    const client = await invited();
    const phone = await browser.newPage({ javaScriptEnabled: false });
    await phone.goto(web.url + client.link);
    await answer(phone, 'Start');
    await answer(phone, 'Slecht');
    await answer(phone, 'Nee');
    await arriveBy(phone, () => phone.getByRole('link', { name: 'Vorige vraag' }).click());
    expect(await button(phone, 'Nee Uw antwoord').getAttribute('aria-current')).toBe('true');
    await answer(phone, 'Soms');
    expect(await phone.title()).toMatch(/^Hoe goed kunt u nu werken\? · Vraag 3 van 6/);
    await phone.context().close();

    const tablet = await browser.newPage({ viewport: DESKTOP });
    await tablet.goto(web.url + client.link);
    expect(await tablet.textContent('main')).toContain('U was bij vraag 3 van 6.');
    await arriveBy(tablet, () => tablet.getByRole('link', { name: 'Verder met vraag 3' }).click());
    await answer(tablet, /^10/);
    expect(await tablet.title()).toMatch(/Vraag 4 van 6/);
    await tablet.context().close();
    expect(await outcomeOf(client)).toEqual({ outcome: null, answers: 3 });
  });

  it('sends once, however often the button is pressed', async () => {
    const client = await invited();
    const page = await browser.newPage();
    await page.goto(web.url + client.link);
    for (const name of ['Start', 'Goed', 'Ja', /^8$/, 'Ja', 'Nee', 'Nee', 'Verder']) await answer(page, name);
    await page.getByRole('button', { name: 'Versturen' }).dblclick();
    await page.waitForURL(/klaar$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dank u wel!');
    await page.goBack();
    await page.goto(web.url + client.link);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('U heeft deze vragen al beantwoord');
    expect(await outcomeOf(client)).toEqual({ outcome: 'finished', answers: 6 });
    await page.context().close();
  });

  it('changes to English on the way and keeps every answer', async () => {
    const client = await invited();
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(web.url + client.link);
    await answer(page, 'Start');
    await answer(page, 'Goed');
    await arriveBy(page, () => page.getByRole('link', { name: 'English' }).click());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Can you easily travel to work?');
    await answer(page, 'Yes');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How well can you work now?');
    for (let back = 0; back < 2; back += 1) await arriveBy(page, () => page.getByRole('link', { name: 'Previous question' }).click());
    expect(await button(page, 'Good Your answer').getAttribute('aria-current')).toBe('true');
    await page.context().close();
  });

  describe('on every page', () => {
    /** A name for each page, and its address. */
    let pages: Record<string, string>;
    beforeAll(async () => {
      const [fresh, halfway, full, spent] = [await invited(), await invited(), await invited(), await invited()];
      const page = await browser.newPage();
      const upTo = async ({ link }: InvitedClient, taps: (string | RegExp)[]) => {
        await page.goto(web.url + link);
        for (const name of taps) await answer(page, name);
      };
      const all = ['Start', 'Gaat wel', 'Soms', /^4$/, 'Ik heb geen jonge kinderen', 'Werk zoeken', 'Ja'];
      await upTo(halfway, all.slice(0, 3));
      await upTo(full, all);
      await upTo(spent, [...all, 'Verder', 'Versturen']);
      await page.context().close();
      pages = {
        start: fresh.link,
        faces: `${fresh.link}/vraag/1`,
        words: `${fresh.link}/vraag/2`,
        'zero to ten': `${fresh.link}/vraag/3`,
        'many answers': `${fresh.link}/vraag/5`,
        'a chosen face': `${halfway.link}/vraag/1`,
        'a chosen number': `${full.link}/vraag/3`,
        'the way back in': halfway.link,
        'the open question at the end': `${full.link}/nog-iets`,
        'the look back': `${full.link}/nakijken`,
        thanks: `${spent.link}/klaar`,
        spent: spent.link,
        unknown: '/c/0123456789abcdef',
        'no more messages': `${fresh.link}/geen-berichten`,
        'no more messages, done': `${fresh.link}/geen-berichten/alles`,
        wishes: `${fresh.link}/voorkeur`,
        'a wish, saved': `${fresh.link}/voorkeur/uren`,
        'a word to the coach': `${spent.link}/bericht`,
        'a word to the coach, sent': `${spent.link}/bericht/verstuurd`,
      };
    }, 60_000);

    /** Also the page after an answer that was not one, which has no address of its own. */
    const everyPage = async (page: Page, look: (name: string) => Promise<void>) => {
      for (const [name, link] of Object.entries(pages)) {
        await page.goto(web.url + link);
        await look(name);
      }
      await page.goto(`${web.url}${String(pages['faces'])}`);
      await page.evaluate(() => document.querySelectorAll('button').forEach((button) => (button.value = 'iets anders')));
      await answer(page, 'Goed');
      await look('an answer that is not one');
    };

    it.each([
      ['in the light', { colorScheme: 'light' as const }],
      ['in the dark', { colorScheme: 'dark' as const }],
    ])(
      'axe finds no barrier, at 320 pixels, %s',
      async (_, options) => {
        const page = await browser.newPage({ viewport: PHONE, ...options });
        const found: string[] = [];
        await everyPage(page, async (name) => void found.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`)));
        expect(found).toEqual([]);
        await page.context().close();
      },
      120_000,
    );

    it('nothing is wider than the screen: not at 320 pixels, not with letters twice as large', async () => {
      const page = await browser.newPage();
      const tooWide: string[] = [];
      await everyPage(page, async (name) => {
        for (const size of ['100%', '200%']) {
          await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
          const pixels = await sidewaysScroll(page);
          if (pixels > 0) tooWide.push(`${name} at ${size}: ${pixels} px`);
        }
      });
      expect(tooWide).toEqual([]);
      await page.context().close();
    }, 60_000);

    it('a thumb finds everything: at least 44 by 44 pixels, but for links within a sentence', async () => {
      const page = await browser.newPage();
      const tooSmall: string[] = [];
      await everyPage(page, async (name) => {
        for (const target of await page.locator('header a, main a, main button, main textarea').all()) {
          const box = await target.boundingBox();
          if (!box || box.width < 44 || box.height < 44)
            tooSmall.push(`${name}: ${String(await target.textContent())} ${JSON.stringify(box)}`);
        }
      });
      expect(tooSmall).toEqual([]);
      await page.context().close();
    }, 60_000);

    it('a screen reader hears where it is: the language, one heading, and which answers belong to which question', async () => {
      const page = await browser.newPage();
      await everyPage(page, async () => {
        expect(await page.locator('html').getAttribute('lang')).toBe('nl');
        expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
        expect(await page.getByRole('contentinfo').getByText('Deze berichten worden niet dag en nacht gelezen.').count()).toBe(1);
      });
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('fout');
      await page.goto(web.url + String(pages['a chosen face']));
      const group = page.getByRole('group', { name: 'Hoe gaat het met u?' });
      expect(await group.getByRole('button').allInnerTexts()).toHaveLength(6);
      expect(await group.getByRole('button', { name: 'Gaat wel Uw antwoord' }).count()).toBe(1);
      await page.context().close();
    }, 60_000);

    it('letters are large: 20 pixels, and 28 for a question', async () => {
      const page = await browser.newPage();
      await page.goto(web.url + String(pages['faces']));
      const sizes = await page.evaluate(() =>
        ['h1', '.wp-card', '.wp-refuse'].map((selector) => getComputedStyle(document.querySelector(selector) as Element).fontSize),
      );
      expect(sizes).toEqual(['28px', '20px', '20px']);
      await page.context().close();
    });
  });

  it('carries the first page over a slow line: at most 14 kB with its styles and pictures, headers included', async () => {
    const { link } = await invited();
    for (const encoding of ['gzip', 'br']) {
      const first = await transfer(web.url + link, encoding);
      const parts = [...new Set([...first.body.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, address]) => String(address)))];
      expect(parts.map((address) => path.basename(address).split('?')[0])).toEqual(['icon.svg', 'client.css', 'signs.svg']);
      const bytes = [first.bytes];
      for (const address of parts) bytes.push((await transfer(web.url + address, encoding)).bytes);
      expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(14 * 1024);
    }
  });

  it('sees nothing move: there is no animation or transition in the styles', () => {
    const styles = readFileSync(path.join(PROJECT_ROOT, 'dist/assets/client.css'), 'utf8');
    expect(styles).toContain('.wp-card');
    expect(styles.match(/(transition|animation)\s*:|@keyframes/g)).toBeNull();
  });
});

/** Does it, and waits for the page it leads to. */
async function arriveBy(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Tab until it has the focus, then Enter: as somebody without a mouse does. */
async function pressByKeyboard(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return arriveBy(page, () => page.keyboard.press('Enter'));
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached with Tab');
}

/** What really comes over the line for one address: headers and compressed body; and the body in words. */
function transfer(url: string, encoding: string): Promise<{ bytes: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, headers: { 'accept-encoding': encoding } }, (response) => {
      expect(response.headers['content-encoding']).toBe(encoding);
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = response.socket.bytesRead;
        void fetch(url).then(async (plain) => resolve({ bytes, body: await plain.text() }), reject);
      });
    });
    asked.on('error', reject).end();
  });
}
