import { ObservationsService, ProfilesService, TRAIT_KEYS } from '#libs/profiles';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const LONG_REASON = `De klant zei dat hij ${'heel '.repeat(80)}iets anders bedoelde.`;
const PAGES = [
  '/privacy',
  '/privacy/verbeteringen',
  '/privacy/bezwaren',
  '/privacy/vragenlijsten',
  '/privacy/uitvoer',
  '/beheer/kenmerken',
];

describe('the data protection officer', () => {
  let web: ServedWeb;
  let officer: Colleague;
  let coach: Colleague;
  let clientId: string;
  beforeAll(async () => {
    web = await serveWeb();
    [officer, coach] = [await aColleague(web, 'privacy_officer', 'Fatma Yildiz'), await aColleague(web)];
    clientId = await aClientOf(web, coach);
  });
  afterAll(() => web.close());

  const visit = (path: string, colleague = officer) => aVisitor(web, colleague.session).get(path);
  const looks = (): Promise<{ staff_id: string; client_id: string; looked_at: string }[]> =>
    web.dataSource.query(`select staff_id, client_id, looked_at from access_log where looked_at = 'corrections'`);
  async function correct(trait: string, from: number, to: number | null, reason: string): Promise<void> {
    const [observations, profiles] = [web.app.get(ObservationsService, { strict: false }), web.app.get(ProfilesService, { strict: false })];
    await says(web, clientId, { [trait]: from }, 1);
    await web.dataSource.transaction(async (tx) => {
      const mistake = (await profiles.latest(tx, clientId)).get(trait);
      const correction = {
        clientId,
        observationId: mistake?.id ?? '',
        state: to === null ? ('unknown' as const) : ('answered' as const),
        value: to,
        reason,
      };
      await observations.correct(tx, correction, coach.staffId, web.clock.now());
    });
  }

  it('begins where every register is one step away', async () => {
    const { status, html } = await visit('/privacy');
    expect(status).toBe(200);
    for (const href of ['/privacy/verbeteringen', '/privacy/vragenlijsten', '/beheer/modules', '/beheer/kenmerken', '/privacy/uitvoer'])
      expect(html).toContain(`href="${href}"`);
    expect(wordsOf(html)).toContain('Functionaris gegevensbescherming');
    expect(html).not.toContain('/signalen');
    expect(html).not.toContain('/vervanging');
  });

  it('says so where there is nothing yet', async () => {
    expect(wordsOf((await visit('/privacy/verbeteringen')).html)).toContain('Er is nog niets verbeterd.');
    expect(wordsOf((await visit('/privacy/uitvoer')).html)).toContain('Er is nog niets uitgevoerd.');
    expect(await looks()).toEqual([]);
  });

  it('reads what was replaced by what, why and by whom, of a number and not of a name; and that look is written down', async () => {
    await correct('finance.debt', 1, 2, 'Het ging om de buurman');
    await correct('health.self_rated', 2, null, '<b>weet</b> het toch niet');
    const { html } = await visit('/privacy/verbeteringen');
    const words = wordsOf(html);
    expect(words).toMatch(
      /Schulden Klantnummer \S+ .*Stond er eerst heeft schulden of betaalt rekeningen te laat .*Staat er nu geen schulden Waarom Het ging om de buurman/,
    );
    expect(words).toMatch(/Staat er nu niet bekend/);
    expect(words).toContain(`Verbeterd door ${coach.name}`);
    expect(html).not.toContain('<b>weet</b>');
    const [{ last_name: name }] = await web.dataSource.query(`select last_name from client where id = $1`, [clientId]);
    expect(html).not.toContain(name);
    expect(await looks()).toEqual([{ staff_id: officer.staffId, client_id: clientId, looked_at: 'corrections' }]);
  });

  it('turns the pages of many corrections, each of them once', async () => {
    for (let number = 0; number < 52; number += 1) {
      await correct('wish.contact', 1, 2, `reden ${number}.`);
      web.clock.advance({ minutes: 1 });
    }
    const first = await visit('/privacy/verbeteringen');
    const older = /href="(\/privacy\/verbeteringen\?na)&#x3D;(\d+)"/.exec(first.html)?.slice(1).join('=') ?? '';
    const second = await visit(older);
    const reasons = [first, second].map(({ html }) => [...html.matchAll(/reden (\d+)\./g)].map(([, number]) => Number(number)));
    expect(reasons.flat()).toEqual(Array.from({ length: 52 }, (_, index) => 51 - index));
    expect(second.html).not.toContain('verbeteringen?na');
    expect((await visit('/privacy/verbeteringen?na=999999')).status).toBe(200);
    expect((await visit('/privacy/verbeteringen?na=x')).status).toBe(400);
  });

  it('reads what every questionnaire asks, on what ground, and what is not recorded', async () => {
    await web.dataSource.query(
      `with q as (insert into questionnaire (key, title, purpose, created_at) values ('oud', 'Oud', 'p', now()) returning id)
       insert into questionnaire_version (questionnaire_id, number, definition, published_at)
       select id, 1, '{"key":"oud","title":{"nl":"Een oude lijst","en":"An old one"},"purpose":{"nl":"Om te weten.","en":"To know."},"items":[{"key":"a","trait":"finance.debt"},{"key":"b","trait":null}]}', now() from q`,
    );
    const words = wordsOf((await visit('/privacy/vragenlijsten')).html);
    expect(words).toMatch(
      /Een oude lijst nog niet compleet vastgelegd versie 1, .* Om te weten\. Grond niet vastgelegd Bewaren niet vastgelegd/,
    );
    expect(words).toMatch(/Vraagt naar Schulden/);
    expect(wordsOf((await visit('/beheer/kenmerken')).html)).toMatch(/Sleutel: finance.debt .*Gevraagd in .*Een oude lijst/);
  });

  it('reads what was taken out of the house', async () => {
    await web.dataSource.query(
      `insert into export_record (what, selection, from_on, until_on, row_count, exported_by, exported_at)
       values ('observations', 'Team Noord', '2026-01-01', null, 12345, 'root', '2026-11-01T10:00:00Z')`,
    );
    expect(wordsOf((await visit('/privacy/uitvoer')).html)).toMatch(
      /1 november 2026, 11:00 waarnemingen Team Noord vanaf 1 januari 2026 12\.345 root/,
    );
  });

  it('reads of every trait what it is for and how sensitive it is; so does the administrator', async () => {
    const admin = await aColleague(web, 'admin');
    for (const colleague of [officer, admin]) {
      const words = wordsOf((await visit('/beheer/kenmerken', colleague)).html);
      expect(words).toContain(`Kenmerken ${TRAIT_KEYS.length} `);
      expect(words).toMatch(/Schulden gevoelig Om hulp bij schulden aan te bieden.*Voor de klant: Uw schulden/);
      expect(words).toContain('Module Psychische gezondheid staat aan');
    }
    await web.dataSource.query(`insert into module_switch (module, is_on, switched_at) values ('mental_health', false, '2026-11-01')`);
    expect(wordsOf((await visit('/beheer/kenmerken')).html)).toContain('Module Psychische gezondheid staat uit');
  });

  it('opens nobody’s file, and nobody else opens this', async () => {
    for (const path of [`/klanten/${clientId}`, '/klanten', '/uitstroom', '/signalen', '/berichten', '/beheer'])
      expect((await visit(path)).status).toBe(403);
    const others = [coach, await aColleague(web, 'team_lead'), await aColleague(web, 'admin')];
    for (const colleague of others)
      for (const path of ['/privacy', '/privacy/verbeteringen', '/privacy/uitvoer'])
        expect((await visit(path, colleague)).status).toBe(403);
    expect((await visit('/beheer/kenmerken', coach)).status).toBe(403);
  });

  describe('in a browser', () => {
    let browser: OpenedBrowser;
    beforeAll(async () => {
      browser = await openBrowser();
      await correct('social.network', 1, 3, LONG_REASON);
    });
    afterAll(() => browser.close());

    it.each([
      ['phone', PHONE],
      ['tablet', TABLET],
      ['desktop', DESKTOP],
    ])('meets no barriers on a %s', async (_, viewport) => {
      const page = await browser.newPage({ viewport });
      await page.context().addCookies([{ name: 'werkplein_sessie', value: officer.session, url: web.url }]);
      for (const path of PAGES) {
        await page.goto(`${web.url}${path}`);
        expect([path, await findBarriers(page)]).toEqual([path, []]);
        expect([path, await sidewaysScroll(page)]).toEqual([path, 0]);
        if (process.env['PICTURES'])
          await page.screenshot({ path: `${process.env['PICTURES']}${path.replaceAll('/', '-')}-${viewport.width}.png` });
      }
    });
  });
});
