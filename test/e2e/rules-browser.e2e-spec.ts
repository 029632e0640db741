import { RuleApprovalService, RuleDraftsService, RuleSetsService, RulesService, writingOf } from '#libs/rules';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the rules of the administrator in a browser', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let admin: Colleague;
  let other: Colleague;
  let PAGES: Record<string, string>;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    admin = await aColleague(web, 'admin', 'Maria-Magdalena van der Westhuizen-Wolfeschlegelsteinhausenbergerdorff');
    other = await aColleague(web, 'admin', 'Bram Dijk');
    const service = <T>(type: new (...given: never[]) => T) => web.app.get(type, { strict: false });
    const [drafts, approval, sets] = [service(RuleDraftsService), service(RuleApprovalService), service(RuleSetsService)];
    // What was written a day ago; who is signed in stays so.
    const now = web.clock.now().subtract({ hours: 24 });
    await service(RulesService).ensureStandard(now.subtract({ hours: 24 * 60 }));
    const { definition, revision, newest } = await drafts.open('debts');
    const changed = {
      ...definition,
      title: { nl: 'Heeft schulden, met een lange naam die op een telefoon over meer regels loopt', en: 'Has debts' },
      when: {
        any: [
          definition.when,
          { all: [{ trait: 'health.mental', sustained: { atLeast: 3 }, times: 2, ofLast: 3 }, { silentForDays: 60 }] },
          {
            atLeast: 2,
            of: [
              { trait: 'wish.help', oneOf: [1, 2] },
              { ageBand: ['under-27'] },
              { intervention: 'CV_WORKSHOP', was: 'declined', withinDays: 90 },
            ],
          },
        ],
      },
    } as typeof definition;
    const next = await drafts.save('debts', { revision, definition: changed, note: 'Ook wie lang niets laat horen.' }, admin.staffId, now);
    await approval.submit('debts', next, admin.staffId, now);
    await approval.approve('debts', { revision: next, newest: newest!.version }, other.staffId, now);
    const again = await drafts.open('debts');
    const waits = await drafts.save(
      'debts',
      {
        revision: again.revision,
        definition: { ...definition, explanation: { ...definition.explanation, nl: 'Anders gezegd: vraag het.' } },
      },
      other.staffId,
      now,
    );
    await approval.submit('debts', waits, other.staffId, now);
    const proposal = await sets.proposeRollback(now.subtract({ hours: 24 }), 'Terug naar hoe het was.', other.staffId, web.clock.now());
    const file = { ...writingOf(newest!.definition), rule: 'van-buiten', when: { moonIsFull: true } };
    const deep = await drafts.create(file as never, admin.staffId, now);
    PAGES = {
      list: '/beheer/regels',
      new: '/beheer/regel-nieuw',
      rule: '/beheer/regels/debts',
      edit: '/beheer/regels/debts/wijzigen',
      kept: `/beheer/regels/${deep}/wijzigen`,
      review: '/beheer/regels/debts/nakijken',
      versions: '/beheer/regels/debts/versies',
      version: `/beheer/regels/debts/versies/${newest!.version}`,
      difference: `/beheer/regels/debts/verschil?van=${newest!.version}&tot=${newest!.version + 1}`,
      set: '/beheer/regelset?van=2026-10-15',
      import: '/beheer/regelset/inlezen',
      proposal: `/beheer/regelset/voorstellen/${proposal}`,
    };
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function open(path: string, options: Parameters<OpenedBrowser['newPage']>[0] = {}, who = admin): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: who.session, url: web.url }]);
    const response = await page.goto(`${web.url}${path}`);
    // Who is no longer signed in would see another page, without barriers as well.
    expect([path, response?.status(), new URL(page.url()).pathname]).toEqual([path, 200, path.replace(/\?.*/, '')]);
    return page;
  }

  it.each([
    ['list', 'new', 'rule'],
    ['edit', 'kept'],
    ['review', 'versions', 'version'],
    ['difference', 'set', 'import', 'proposal'],
  ])('have no barriers on a phone, a tablet and a desktop, opened out as well: %s and its like', async (...which) => {
    for (const name of which)
      for (const viewport of [PHONE, TABLET, DESKTOP]) {
        const page = await open(PAGES[name] as string, { viewport });
        await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
        expect([name, viewport.width, await findBarriers(page), await sidewaysScroll(page)]).toEqual([name, viewport.width, [], 0]);
        await page.context().close();
      }
  });

  it('are made from nothing to approved without any script and without a mouse, by two people', async () => {
    const page = await open('/beheer/regel-nieuw', { viewport: PHONE, javaScriptEnabled: false });
    const press = (name: string) => page.getByRole('button', { name, exact: true }).first().press('Enter');
    const pick = (label: string, option: string) => page.getByLabel(label, { exact: true }).selectOption({ label: option });
    await page.getByLabel('Naam van de regel', { exact: true }).fill('Slecht slapen door geld');
    await press('Begin met schrijven');
    await page.getByRole('status').getByText('Het concept is gemaakt.').waitFor();

    await pick('Voeg toe:', 'Gezondheid');
    await press('Voorwaarde erbij');
    await pick('Wat is er met Gezondheid?', 'is hoogstens');
    await page.locator('#als-1_waarde').selectOption('2');
    await page.getByLabel('en het antwoord is hoogstens').first().fill('60');
    await pick('Voeg toe:', 'Hoe lang de uitkering loopt');
    await press('Voorwaarde erbij');
    await page.getByLabel('minstens', { exact: true }).last().fill('6');
    expect(await page.locator('#als-1_nieuwer').inputValue()).toBe('60');

    await press('Gevolg erbij');
    await page.locator('#dan-1_soort').selectOption({ label: 'praat er eerst over' });
    for (const [name, words] of [
      ['voorwie', 'Wie zich al een tijd slecht voelt.'],
      ['uitleg', 'Gezondheid: {health.self_rated}. Vraag hoe het gaat.'],
      ['klant', 'We praten eerst met u.'],
    ] as const)
      await page.locator(`#${name}-nl`).fill(words);
    await page.locator('#engels > summary').press('Enter');
    await press('Neem het Nederlands over waar Engels ontbreekt');
    await page.locator('#toelichting').fill('Nieuw, na overleg met de coaches.');
    // Return in a field means keep.
    await page.locator('#titel-nl').press('Enter');
    await page.getByRole('status').getByText('Bewaard als concept.').waitFor();
    expect(await page.locator('.wp-problems').count()).toBe(0);
    await page.getByRole('link', { name: 'Nakijken en goedkeuren' }).press('Enter');
    await press('Leg voor aan een collega');
    await page.getByRole('status').getByText('Voorgelegd.').waitFor();
    expect(await page.getByRole('button', { name: 'Goedkeuren', exact: true }).count()).toBe(0);

    const colleague = await open(new URL(page.url()).pathname, { viewport: PHONE, javaScriptEnabled: false }, other);
    await colleague.getByText('Geschreven door: Maria-Magdalena').waitFor();
    await colleague.getByRole('button', { name: 'Goedkeuren', exact: true }).press('Enter');
    await colleague.getByRole('status').getByText('Goedgekeurd.').waitFor();
    await colleague.getByText('Versie 1 in gebruik').waitFor();
  });

  it('land where a button was pressed, and show only the fields that belong to what was chosen', async () => {
    const page = await open(PAGES['edit'] as string, { viewport: DESKTOP });
    await page.locator('#als_over').selectOption({ label: 'Gezondheid' });
    await page.getByRole('button', { name: 'Voorwaarde erbij' }).first().press('Enter');
    await page.waitForURL(/#als-2$/);
    const fields = async () =>
      (await page.locator('#als-2 .wp-clause__part:visible').evaluateAll((all) => all.map((one) => one.className.split('--').at(-1)))).join(
        ' ',
      );
    expect(await fields()).toBe('value newer');
    for (const [how, shown] of [
      ['oneOf', 'values newer'],
      ['worsenedBy', 'points days'],
      ['usual-worse', ''],
      ['sustained', 'times times level value'],
      ['notHeard', 'reasons'],
    ] as const) {
      await page.locator('#als-2_hoe').selectOption(how);
      expect([how, await fields()]).toEqual([how, shown]);
    }
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
  });
});
