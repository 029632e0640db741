import { DEFAULT_SETTINGS, PlansService, SelectionsService, type PlanSettings } from '#libs/planning';
import { QuestionnairesService } from '#libs/questionnaires';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG = 'Iedere vier weken een vragenlijst voor alle mensen met een uitkering van de gemeente Sint-Michielsgestel-Oost';
const PLAN: PlanSettings = {
  ...DEFAULT_SETTINGS,
  name: LONG,
  questionnaireKey: 'hoe-gaat-het',
  audience: { kind: 'everybody' },
  cadence: { kind: 'weeks', every: 4 },
  startsOn: Temporal.PlainDate.from('2026-11-09'),
};

describe('the plans of the administrator in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  const pages: Record<string, string> = { list: '/beheer/plannen', form: '/beheer/plannen/nieuw', selections: '/beheer/keuzes' };
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    const now = web.clock.now();
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(now);
    admin = await aColleague(web, 'admin', 'Noor Jansen');
    for (const name of ['L. Maas', 'Fatima el Amrani-van der Westhuizen tot Nieuwegein']) {
      const coach = await aColleague(web, 'coach', name);
      for (let index = 0; index < 14; index += 1) await aClientOf(web, coach);
    }
    const plans = web.app.get(PlansService, { strict: false });
    pages['draft'] = `/beheer/plannen/${await plans.draft(PLAN, admin.staffId, now)}`;
    const running = await plans.draft(
      { ...PLAN, name: 'Loopt', spreadDays: 28, cadence: { kind: 'monthly', day: 31 } },
      admin.staffId,
      now,
    );
    await plans.switchOn(running, admin.staffId, now);
    pages['running'] = `/beheer/plannen/${running}`;
    const criteria = { traits: [{ trait: 'finance.debt', is: [1] }], spell: { monthsAtLeast: 12 } };
    pages['selection'] =
      `/beheer/keuzes/${await web.app.get(SelectionsService, { strict: false }).save('Schulden', criteria, admin.staffId, now)}`;
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
    for (const path of Object.values(pages)) {
      const page = await open(path, { viewport });
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect([path, await findBarriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0]);
      await page.context().close();
    }
    const page = await open('/beheer/plannen/nieuw', { viewport });
    await page.getByRole('button', { name: 'Bewaren' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Geef het een naam.');
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    await page.context().close();
  });

  it('are made and switched on without a mouse', async () => {
    const page = await open('/beheer/plannen/nieuw', { viewport: DESKTOP });
    const name = page.getByLabel('Naam van het plan');
    await name.focus();
    await page.keyboard.type('Met het toetsenbord');
    await page.getByLabel('Iedereen').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('De mensen van een team').isChecked()).toBe(true);
    expect(await page.getByLabel('Team', { exact: true }).isVisible()).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await page.getByLabel('Team', { exact: true }).isVisible()).toBe(false);
    await name.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Met het toetsenbord' }).waitFor();
    await page.getByRole('button', { name: 'Aanzetten' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Het plan staat aan.').waitFor();
  });

  it('and the error on top leads to its field', async () => {
    const page = await open('/beheer/plannen/nieuw', { viewport: PHONE });
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByRole('link', { name: 'Geef het een naam.' }).press('Enter');
    await page.keyboard.type('Nu wel');
    expect(await page.getByLabel('Naam van het plan').inputValue()).toBe('Nu wel');
  });

  it('work from an empty form to a pause without any script', async () => {
    const page = await open('/beheer/plannen/nieuw', { viewport: PHONE, javaScriptEnabled: false });
    await page.getByLabel('Naam van het plan').fill('Zonder script');
    await page.getByLabel('Eén keer, na een gebeurtenis').check();
    await page.getByLabel('Na welke gebeurtenis?').selectOption('benefit_anniversary');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByRole('button', { name: 'Aanzetten' }).click();
    await page.locator('summary', { hasText: 'Pauzeren' }).click();
    await page.getByLabel('Onderhoud of storing').check();
    await page.getByRole('button', { name: 'Nu pauzeren' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Het plan staat stil.');
    await page.getByRole('button', { name: 'Hervatten' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Het plan loopt weer.');
  });

  it('and so does a group of people, condition by condition', async () => {
    const page = await open('/beheer/keuzes/nieuw', { viewport: PHONE, javaScriptEnabled: false });
    await page.getByLabel('Naam van de keuze').fill('Kan werken');
    await page.getByLabel('Voorwaarde toevoegen over').selectOption('workability.self');
    await page.getByRole('button', { name: 'Toevoegen' }).click();
    await page.getByRole('radio', { name: 'Het antwoord is ten minste' }).check();
    await page.getByRole('combobox', { name: 'Het antwoord is ten minste' }).selectOption('7');
    await page.getByLabel('Ten minste zoveel maanden').fill('6');
    await page.getByRole('button', { name: 'Tel hoeveel' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Minder dan 10 mensen');
    await page.getByLabel('Naam van de keuze').press('Enter');
    await page.getByRole('heading', { name: 'Kan werken' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('ten minste “7”');
  });
});
