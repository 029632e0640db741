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
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('have no barriers on a %s, opened out as well', async (name, viewport) => {
    for (const [which, path] of Object.entries(PAGES)) {
      const page = await open(path, { viewport });
      if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${which}-${name}.png`, fullPage: true });
      await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect([path, await findBarriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0]);
      await page.context().close();
    }
  });
});
