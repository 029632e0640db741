import { DraftsService, PublishingService, QuestionnairesService, STANDARD_QUESTIONNAIRE, type Item } from '#libs/questionnaires';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG_QUESTION =
  `Hoe vaak ${'heeft u in de afgelopen vier weken thuis, op straat of bij de gemeente hulp gekregen van iemand die u kent, '.repeat(2)}of niet?`.slice(
    0,
    200,
  );
const LONG_WORD = 'arbeidsongeschiktheidsverzekeringsmaatschappij';
const base = '/beheer/vragenlijsten/hoe-gaat-het';

describe('the questionnaires of the administrator in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  let PAGES: Record<string, string>;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', 'Maria-Magdalena van der Westhuizen-Wolfeschlegelsteinhausenbergerdorff');
    const { staffId: other } = await aColleague(web, 'privacy_officer');
    const now = web.clock.now();
    const service = <T>(type: new (...given: never[]) => T) => web.app.get(type, { strict: false });
    const drafts = service(DraftsService);
    await service(QuestionnairesService).ensureStandard(now);
    const [first, ...rest] = STANDARD_QUESTIONNAIRE.items as [Item, ...Item[]];
    const long: Item = {
      key: 'lang',
      trait: null,
      kind: 'choice',
      wording: { nl: LONG_QUESTION, en: LONG_QUESTION, ar: 'كم مرة حصلت على مساعدة خلال الأسابيع الأربعة الماضية من شخص تعرفه؟' },
      showWhen: {
        any: [
          { of: 'item', key: first.key, is: [1, 2] },
          {
            all: [
              { of: 'trait', key: 'finance.debt', is: [2] },
              { of: 'item', key: first.key, state: 'refused' },
            ],
          },
        ],
      },
      options: Array.from({ length: 9 }, (_, index) => ({
        value: index + 1,
        label: { nl: `${index + 1} ${LONG_WORD}`, en: `${index + 1}`, ar: `${index + 1} مرات` },
      })),
    };
    const sections = [{ key: 'deel-1', title: { nl: 'Wonen en geld', en: 'Home and money' } }];
    const changed = {
      ...STANDARD_QUESTIONNAIRE,
      maxItems: 5,
      sections,
      items: [first, ...rest.slice(4), long].map((item, index) => (index > 2 && index < 7 ? { ...item, section: 'deel-1' } : item)),
    };
    const revision = await drafts.save('hoe-gaat-het', (await drafts.open('hoe-gaat-het')).revision, changed, admin.staffId, now);
    await service(PublishingService).approve('hoe-gaat-het', revision, other, now);
    await service(PublishingService).publish('hoe-gaat-het', { revision, note: 'Minder vragen per keer.' }, admin.staffId, now);
    const published = await drafts.open('hoe-gaat-het');
    await drafts.save('hoe-gaat-het', published.revision, { ...changed, items: changed.items.toReversed() }, admin.staffId, now);
    PAGES = {
      list: '/beheer/vragenlijsten',
      start: '/beheer/vragenlijst-nieuw',
      import: '/beheer/vragenlijst-inlezen',
      draft: base,
      general: `${base}/algemeen`,
      item: `${base}/vragen/lang`,
      faces: `${base}/vragen/${first.key}`,
      scale: `${base}/nieuwe-vraag?soort=cijfers`,
      number: `${base}/nieuwe-vraag?soort=getal`,
      date: `${base}/nieuwe-vraag?soort=datum`,
      versions: `${base}/versies`,
      version: `${base}/versies/2`,
      difference: `${base}/verschil?van=1&tot=2`,
      publish: `${base}/publiceren`,
      modules: '/beheer/modules',
    };
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function open(path: string, options: Parameters<OpenedBrowser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: admin.session, url: web.url }]);
    const response = await page.goto(`${web.url}${path}`);
    expect([path, response?.status()]).toEqual([path, 200]);
    return page;
  }

  it.each([
    ['list', 'start', 'import', 'modules'],
    ['draft', 'general', 'publish'],
    ['item', 'faces', 'scale'],
    ['number', 'date', 'versions'],
    ['version', 'difference'],
  ])('have no barriers on a phone, a tablet and a desktop, opened out as well: %s and its like', async (...which) => {
    for (const path of which.map((each) => PAGES[each] as string))
      for (const viewport of [PHONE, TABLET, DESKTOP]) {
        const page = await open(path, { viewport });
        await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
        expect([path, viewport.width, await findBarriers(page), await sidewaysScroll(page)]).toEqual([path, viewport.width, [], 0]);
        await page.context().close();
      }
  });

  it('move a question by the keyboard: it stays under the fingers, and is said aloud', async () => {
    const page = await open(base, { viewport: DESKTOP });
    const words = await page.locator('.wp-item-card').nth(2).locator('h3 a').textContent();
    await page.locator('.wp-item-card').nth(2).locator('button[name="omhoog"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#stand').getByText('is nu vraag 2 van 15.').waitFor({ state: 'attached' });
    expect((await page.locator('.wp-item-card').nth(1).locator('h3 a').textContent())?.slice(4)).toBe(words?.slice(4));
    expect(
      await page.evaluate(() => document.activeElement?.closest('.wp-item-card')?.querySelector('.wp-item-card__number')?.textContent),
    ).toBe('2');
    await page.keyboard.press('Enter');
    await page.locator('#stand').getByText('is nu vraag 1 van 15.').waitFor({ state: 'attached' });
  });

  it('move a question by dragging it', async () => {
    const page = await open(base, { viewport: DESKTOP });
    await page.waitForFunction(() => 'Sortable' in window);
    const card = (place: number) => page.locator('.wp-item-card').nth(place);
    const key = await card(3).getAttribute('data-key');
    await card(3).locator('.wp-item-card__grip').hover();
    await page.mouse.down();
    // The others make way in a tenth of a second; nobody drags faster than that. Where they are is looked at anew, because they do.
    for (const place of [2, 1]) {
      const target = await card(place).boundingBox();
      await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 10, { steps: 8 });
      await page.waitForTimeout(300);
    }
    await page.mouse.up();
    await page
      .locator('#stand')
      .getByText(/is nu vraag [123] van 15/)
      .waitFor({ state: 'attached' });
    expect(
      await page.locator('.wp-item-card').evaluateAll((cards) => cards.slice(0, 3).map((one) => (one as HTMLElement).dataset['key'])),
    ).toContain(key);
  });

  it('tell who drags what a colleague saved in the meantime', async () => {
    const page = await open(base, { viewport: DESKTOP });
    const drafts = web.app.get(DraftsService, { strict: false });
    const { definition, revision } = await drafts.open('hoe-gaat-het');
    await drafts.save('hoe-gaat-het', revision, { ...definition, maxItems: 4 }, admin.staffId, web.clock.now());
    await page.locator('.wp-item-card').nth(2).locator('button[name="omlaag"]').click();
    await page.getByRole('alert').getByText('De volgorde is niet veranderd.').waitFor();
  });

  it('are made without any script and without a mouse', async () => {
    const page = await open('/beheer/vragenlijst-nieuw', { viewport: PHONE, javaScriptEnabled: false });
    await page.getByLabel('Titel').fill('Zonder script');
    await page.getByLabel('Doel').fill('Zo kan uw coach helpen.');
    await page.getByRole('button', { name: 'Concept maken' }).press('Enter');
    await page.getByRole('link', { name: 'Eén antwoord' }).press('Enter');
    await page.getByLabel('Vraag', { exact: true }).fill('Wat past bij u?');
    await page.getByLabel('Tekst van antwoord 1').fill('Dit');
    await page.getByRole('button', { name: 'Antwoord erbij' }).press('Enter');
    expect(await page.getByLabel('Tekst van antwoord 1').inputValue()).toBe('Dit');
    await page.getByLabel('Tekst van antwoord 3').fill('Niets');
    await page.getByLabel('Tekst van antwoord 2').fill('Dat');
    await page.getByLabel('Waarde', { exact: true }).nth(1).press('Enter');
    await page.getByRole('status').getByText('Bewaard als concept.').waitFor();
    expect(await page.locator('.wp-item-card__answers').textContent()).toContain('Dit · Dat · Niets');
  });

  it('lead from an error on top to its field, with what was typed still there', async () => {
    const page = await open(`${base}/nieuwe-vraag?soort=getal`, { viewport: PHONE });
    await page.getByLabel('Vraag', { exact: true }).fill('Hoeveel uur?');
    await page.getByLabel('Minstens', { exact: true }).fill('veel');
    await page.getByLabel('Hoogstens', { exact: true }).fill('40');
    await page.getByRole('button', { name: 'Bewaren' }).last().click();
    await page.getByRole('alert').getByRole('link', { name: 'Vul een heel getal in.' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('minst');
    expect(await page.getByLabel('Vraag', { exact: true }).inputValue()).toBe('Hoeveel uur?');
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
  });
});
