import { PlansService } from '#libs/planning';
import { localDate } from '#libs/platform';
import { STANDARD_KEY, QuestionnairesService } from '#libs/questionnaires';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the caseload', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let coach: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    coach = await aColleague(web);
    const calm = await aClientOf(web, coach, { firstName: 'Karim', lastName: 'Rustig' });
    const wishing = await aClientOf(web, coach, { firstName: 'Wil', infix: 'van der', lastName: 'Wens' });
    const debts = await aClientOf(web, coach, { firstName: 'Sofia', lastName: 'Schuld' });
    await aClientOf(web, coach, { firstName: 'Ömer', lastName: 'Erdoğan', contactPoints: [] });
    await aClientOf(web, coach, {
      firstName: 'Wilhelmina Anna Josephina Maria',
      infix: 'van den',
      lastName: 'Heuvel-Rijkers-Groothuizen-Brinkhof-van Schoonhovenberg tot Aan de Overkant',
    });
    await aClientOf(web, coach, {
      firstName: 'Ger',
      lastName: 'Gegaan',
      spells: [
        {
          scheme: 'PW',
          startsOn: Temporal.PlainDate.from('2020-01-01'),
          endsOn: Temporal.PlainDate.from('2026-01-01'),
          endReason: 'WORK_EMPLOYED',
        },
      ],
    });
    await says(web, wishing, { 'wish.contact': 1 }, 2);
    await says(web, debts, { 'wellbeing.general': 5 }, 80);
    await says(web, debts, { 'wellbeing.general': 'refused' }, 40);
    await says(web, debts, { 'wellbeing.general': 3, 'finance.debt': 1 }, 1);
    await answered(calm, { 'wellbeing.general': 4 });
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  /** Somebody who finished a check-in lately. */
  async function answered(clientId: string, answers: Record<string, number>) {
    const now = web.clock.now();
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(now);
    const [{ number }] = (await web.dataSource.query(`select client_number as number from client where id = $1`, [clientId])) as [
      { number: string },
    ];
    const schedule = { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: localDate(now).subtract({ days: 3 }) };
    await web.app.get(PlansService, { strict: false }).add({ clientNumber: number }, schedule, now);
    await web.dataSource.query(
      `insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, language, started_at, ended_at, outcome)
       select p.id, p.client_id, v.id, p.anchor_on, '{}', $2, $2, 'nl', $2, $2, 'finished'
         from enrolment p join questionnaire_version v on v.questionnaire_id = p.questionnaire_id where p.client_id = $1`,
      [clientId, now.subtract({ hours: 24 })],
    );
    await says(web, clientId, answers, 1);
  }
  const read = async (path = '/klanten', session = coach.session) => wordsOf((await aVisitor(web, session).get(path)).html);
  const placesOf = (words: string, ...names: string[]) => names.map((name) => words.indexOf(name));

  it('puts the own wish first, then suggestions, then who cannot be reached, then what is not known, then the quiet and the gone', async () => {
    const places = placesOf(await read(), 'Wil van der Wens', 'Sofia Schuld', 'Ömer Erdoğan', 'Wilhelmina', 'Karim Rustig', 'Ger Gegaan');
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('says why in words', async () => {
    const words = await read();
    expect(words).toContain('3 van uw 6 klanten hebben u vandaag nodig.');
    expect(words).toContain('Wil dat u belt');
    expect(words).toContain('Suggestie: Persoonlijk gesprek, en nog een');
    expect(words).toContain('Hoe het gaat gezakt: was ‘het gaat heel goed’, nu ‘het gaat wel’');
    expect(words).toContain('Niet bereikbaar: geen mobiel nummer of e-mailadres');
    expect(words).toContain('Niets recents bekend 1');
    expect(words).toContain('Helemaal ingevuld 30 oktober · 3 dagen geleden');
  });

  it('draws a year of answers, with a refusal as what it is', async () => {
    const { html } = await aVisitor(web, coach.session).get('/klanten');
    expect(html).toContain('aria-label="In 12 maanden, van oud naar nieuw: het gaat heel goed, wil het niet zeggen, het gaat wel."');
  });

  it('shows only who is asked for', async () => {
    expect(placesOf(await read('/klanten?toon=mij'), 'Karim', 'Wilhelmina')).toEqual([-1, -1]);
    const unreached = await read('/klanten?toon=niet-bereikt');
    expect(unreached).toContain('Ömer');
    expect(unreached).not.toContain('Sofia');
    expect((await aVisitor(web, coach.session).get('/klanten?toon=onzin')).status).toBe(400);
  });

  it('finds a name without its accents, and never carries a name in an address', async () => {
    const visitor = aVisitor(web, coach.session);
    await visitor.get('/klanten');
    const found = await visitor.post('/klanten/zoeken', { zoek: ' erdogan OMER ' });
    expect(found.status).toBe(200);
    expect(wordsOf(found.html)).toContain('1 klant gevonden met ‘erdogan OMER’');
    expect(wordsOf(found.html)).toContain('Ömer Erdoğan');
    expect(found.html).not.toMatch(/(href|action)="[^"]*(erdo|mer)/i);
    expect(wordsOf((await visitor.post('/klanten/zoeken', { zoek: 'bestaat niet' })).html)).toContain('Niemand van uw klanten heet zo');
    expect(await visitor.get('/klanten/zoeken')).toMatchObject({ status: 303, location: '/klanten' });
  });

  it('is kind to a coach without clients', async () => {
    const newcomer = await aColleague(web);
    expect(await read('/klanten', newcomer.session)).toContain('U hebt nog geen klanten');
  });

  it('is nobody else’s: a team lead and an administrator are sent away', async () => {
    for (const role of ['team_lead', 'admin'] as const) {
      const { session } = await aColleague(web, role);
      const { status, html } = await aVisitor(web, session).get('/klanten');
      expect(status).toBe(403);
      expect(html).not.toContain('Wens');
    }
  });

  it('leaves nothing behind in a shared browser', async () => {
    expect((await aVisitor(web, coach.session).get('/klanten')).headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s, however long a name is',
    async (_, viewport) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        await page.goto(`${web.url}/klanten`);
        expect(await findBarriers(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    },
    90_000,
  );

  it('leads to a client with the keyboard', async () => {
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}/klanten`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Direct naar de inhoud');
    await page.getByRole('link', { name: 'Wil van der Wens' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/klanten\/[0-9a-f-]{36}$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Wil van der Wens');
  });
});
