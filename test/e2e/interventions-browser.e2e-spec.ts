import { CatalogueEditingService, CatalogueService, InterventionsService, STANDARD_CATALOGUE } from '#libs/interventions';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG_NAME = 'Maria-Magdalena van der Westhuizen-Wolfeschlegelsteinhausenbergerdorff';
const SIZES: [string, typeof PHONE][] = [
  ['phone', PHONE],
  ['tablet', TABLET],
  ['desktop', DESKTOP],
];

/** In the order of `pages`. */
const PLACES = ['catalogue', 'one', 'form', 'form of the law', 'new', 'offer', 'offer of a lead', 'file', 'file that waits'];

describe('what there is to offer, in a browser,', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  let coach: Colleague;
  let lead: Colleague;
  let client: string;
  let waiting: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    [admin, coach, lead] = [await aColleague(web, 'admin', LONG_NAME), await aColleague(web), await aColleague(web, 'team_lead')];
    const service = <T>(type: new (...given: never[]) => T) => web.app.get(type, { strict: false });
    const now = web.clock.now();
    await service(CatalogueService).ensureStandard(now);
    const { code: _, ...course } = STANDARD_CATALOGUE.of('LANGUAGE_COURSE');
    const bounded = {
      ...course,
      provider: 'Stichting Taalhuis Voorbeeldgemeente en omstreken',
      durationWeeks: 26,
      places: 1,
      notFor: { nl: 'Wie nu midden in een verhuizing zit.', en: 'Whoever is moving house.' },
    };
    await service(CatalogueEditingService).change('LANGUAGE_COURSE', 1, bounded, { staffId: admin.staffId, note: 'Nieuw contract' }, now);
    const plan = (clientId: string, type: string, startsOn: string, at = now) =>
      web.dataSource.transaction((tx) =>
        service(InterventionsService).plan(
          tx,
          { clientId, type, startsOn: Temporal.PlainDate.from(startsOn), suggestionId: null, staffId: coach.staffId },
          at,
        ),
      );
    client = await aClientOf(web, coach, { firstName: 'Noor', lastName: LONG_NAME });
    await says(web, client, { 'wellbeing.general': 2, 'workability.self': 4 }, 200);
    const ended = await plan(client, 'CV_WORKSHOP', '2026-05-01');
    await web.dataSource.transaction((tx) =>
      service(InterventionsService).end(
        tx,
        ended,
        {
          endsOn: Temporal.PlainDate.from('2026-07-01'),
          outcome: 'stopped_early',
          stopReason: 'circumstances',
          note: 'ging goed',
          staffId: coach.staffId,
        },
        now,
      ),
    );
    await plan(client, 'LANGUAGE_COURSE', '2026-10-01');
    await plan(client, 'HOUSING_HELP', '2026-12-01');
    waiting = await aClientOf(web, coach, { firstName: 'Sam', lastName: 'Wachtend' });
    await plan(waiting, 'LANGUAGE_COURSE', '2026-11-02', now.subtract({ hours: 24 * 40 }));
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
  /** For whoever wants to look: SCREENSHOTS is a folder. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
  const pages = (): [path: string, who: Colleague][] => [
    ['/beheer/aanbod', admin],
    ['/beheer/aanbod/LANGUAGE_COURSE', admin],
    ['/beheer/aanbod/LANGUAGE_COURSE/wijzigen', admin],
    ['/beheer/aanbod/EXEMPTION_REVIEW/wijzigen', admin],
    ['/beheer/aanbod/nieuw', admin],
    ['/aanbod', coach],
    ['/aanbod', lead],
    [`/klanten/${client}`, coach],
    [`/klanten/${waiting}`, coach],
  ];

  it.each(PLACES)('has no barriers on any size of screen, opened out: %s', async (name) => {
    const [path, who] = pages()[PLACES.indexOf(name)] as [string, Colleague];
    const page = await open(path, who, { viewport: PHONE });
    await page
      .locator('main details')
      .evaluateAll((all) => all.forEach((one) => (one.removeAttribute('name'), one.setAttribute('open', ''))));
    for (const [size, viewport] of SIZES) {
      await page.setViewportSize(viewport);
      expect([size, await findBarriers(page), await sidewaysScroll(page)]).toEqual([size, [], 0]);
      await picture(page, `${name}-${size}`);
    }
    await page.context().close();
  });

  it.each(SIZES)('has no barriers on a %s when something is wrong', async (size, viewport) => {
    const page = await open('/beheer/aanbod/nieuw', admin, { viewport });
    await page.getByRole('group', { name: 'Naam' }).getByLabel('Nederlands').fill('Sanctiegesprek');
    await page.getByLabel('Aantal plekken').fill('nul');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('‘Sanctiegesprek’ kan hier niet staan');
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await picture(page, `error-${size}`);
    await page.context().close();
  });

  it('is light in the dark as well', async () => {
    for (const [path, who] of [pages()[1], pages()[5], pages()[7]] as [string, Colleague][]) {
      const page = await open(path, who, { viewport: DESKTOP, colorScheme: 'dark' });
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      await page.context().close();
    }
  });

  it('is added and found again without any script and without a mouse', async () => {
    const page = await open('/beheer/aanbod/nieuw', admin, { viewport: PHONE, javaScriptEnabled: false });
    for (const [group, text] of [
      ['Naam', 'Fietsles'],
      ['Korte uitleg', 'Leren fietsen.'],
    ] as const)
      for (const language of ['Nederlands', 'Engels'])
        await page.getByRole('group', { name: group, exact: true }).getByLabel(language).fill(text);
    await page.getByLabel('Aantal plekken').fill('8');
    await page.getByRole('button', { name: 'Bewaren' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Het staat in het aanbod.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fietsles');
  });

  it('leads from the error on top to the field', async () => {
    const page = await open('/beheer/aanbod/nieuw', admin, { viewport: PHONE });
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByRole('alert').getByRole('link').first().press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('naamnl');
  });

  it('is paused and gone on with in the file, in two taps each, without any script', async () => {
    const page = await open(`/klanten/${client}`, coach, { viewport: PHONE, javaScriptEnabled: false });
    const course = page.getByRole('article', { name: 'Taalcursus' });
    await course.getByText('Pauze', { exact: true }).click();
    await course.getByRole('button', { name: 'Pauze vastleggen' }).click();
    await page.getByRole('status').getByText('De plek blijft bewaard.').waitFor();
    await course.getByText('Gaat verder', { exact: true }).click();
    await course.getByRole('button', { name: 'Vastleggen dat het verder gaat' }).click();
    await page.getByRole('status').getByText('Het gaat weer verder.').waitFor();
  });
});
