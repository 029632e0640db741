import { localDate } from '#libs/platform';
import { ObservationsService } from '#libs/profiles';
import { PlansService } from '#libs/planning';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** Where pictures are put for who wants to look at them; none otherwise. */
const SHOTS = process.env['COURSE_SHOTS'];
const LONG_NAME = 'Heuvel-Rijkers-Groothuizen-Brinkhof-van Schoonhovenberg';

describe('how it went with a client', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let coach: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(web.clock.now());
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const daysAgo = (days: number) => web.clock.now().subtract({ hours: days * 24 });
  const looks = async (clientId: string) =>
    (
      await web.dataSource.query<{ what: string }[]>(`select looked_at as what from access_log where client_id = $1 order by id`, [
        clientId,
      ])
    ).map(({ what }) => what);
  const read = async (path: string, session = coach.session) => {
    const seen = await aVisitor(web, session).get(`/klanten/${path}`);
    return { ...seen, words: wordsOf(seen.html).replaceAll('&nbsp;', ' ') };
  };
  /** What the coach wrote down, at that moment or later. */
  const observe = (
    clientId: string,
    { value, observedAt, recordedAt = observedAt }: { value: number; observedAt: Temporal.Instant; recordedAt?: Temporal.Instant },
  ) =>
    web.app.get(ObservationsService, { strict: false }).record(web.dataSource.manager, [
      {
        clientId,
        trait: 'health.self_rated',
        state: 'answered',
        value,
        observedAt,
        recordedAt,
        source: 'professional',
        channel: 'face_to_face',
        mode: 'interview',
        helpedBy: coach.staffId,
        questionnaireVersionId: null,
        checkInId: null,
        language: 'nl',
      },
    ]);

  /** Rounds that asked of health and stress, each with what became of it. */
  async function rounds(
    clientId: string,
    outcomes: readonly (readonly [days: number, outcome: string, skipped?: string])[],
  ): Promise<void> {
    const [{ number }] = await web.dataSource.query<[{ number: string }]>(`select client_number as number from client where id = $1`, [
      clientId,
    ]);
    const schedule = {
      questionnaireKey: STANDARD_KEY,
      everyDays: 28,
      channel: null,
      startsOn: localDate(web.clock.now()).add({ days: 3 }),
    };
    await web.app.get(PlansService, { strict: false }).add({ clientNumber: number }, schedule, web.clock.now());
    for (const [days, outcome, skipped] of outcomes) {
      const [{ id }] = await web.dataSource.query<[{ id: string }]>(
        `insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, channel, language, started_at, ended_at, outcome, cause)
         select p.id, p.client_id, v.id, $2, case when $4 = 'missed' then '{}'::text[] else '{health.self_rated,health.mental}' end, $3, $3,
                case when $4 not in ('missed', 'unreachable') then 'sms' end, 'nl', case when $4 in ('finished', 'partial') then $3::timestamptz end,
                $3, $4, case when $4 = 'missed' then 'paused' end
           from enrolment p join questionnaire_version v on v.questionnaire_id = p.questionnaire_id where p.client_id = $1 limit 1 returning id`,
        [clientId, localDate(daysAgo(days)).toString(), daysAgo(days), outcome],
      );
      if (outcome === 'finished' || outcome === 'partial')
        await web.dataSource.query(
          `insert into answer (check_in_id, item, state, value, channel, language, answered_at) values ($1, 'health.self_rated', 'answered', 3, 'sms', 'nl', $2)`,
          [id, daysAgo(days)],
        );
      if (skipped)
        await web.dataSource.query(
          `insert into answer (check_in_id, item, state, value, channel, language, answered_at) values ($1, $3, 'skipped', null, 'sms', 'nl', $2)`,
          [id, daysAgo(days), skipped],
        );
    }
  }

  /** Eighteen months of everything: what is usual, a fall, a refusal, all kinds of silence, and what ran meanwhile. */
  async function aStory(lastName = 'Voorbeeld'): Promise<string> {
    const client = await aClientOf(web, coach, { firstName: 'Amina', lastName });
    const course = { 520: 4, 460: 4, 430: 4, 400: 3, 370: 4, 340: 4, 200: 4, 120: 3, 60: 2, 10: 1 };
    for (const [days, health] of Object.entries(course).toReversed())
      await says(web, client, { 'health.self_rated': health, 'workability.self': health + 3, 'wellbeing.general': 3 }, Number(days));
    await says(web, client, { 'health.mental': 2, 'finance.making_ends_meet': 4, 'care.childcare': 2, 'literacy.reading_nl': 1 }, 300);
    await says(web, client, { 'health.mental': 'refused', 'finance.debt': 'unknown', 'wish.help': 1 }, 40);
    await rounds(client, [
      [280, 'finished', 'health.mental'],
      [260, 'partial'],
      [230, 'silent'],
      [170, 'unreachable'],
      [150, 'missed'],
      [90, 'silent'],
    ]);
    await web.dataSource.query(
      `insert into intervention (client_id, type, starts_on, ends_on, outcome, planned_by, planned_at, ended_at, ended_by, state)
       values ($1, 'LANGUAGE_COURSE', '2025-11-01', '2026-02-01', 'completed', $2, $3, $4, $2, 'ended'),
              ($1, 'DEBT_COUNSELLING', '2026-01-15', null, null, $2, $3, null, null, 'started')`,
      [client, coach.staffId, daysAgo(400), daysAgo(270)],
    );
    return client;
  }

  describe('as lines', () => {
    it('shows each trait on its own scale with what it says, what is usual for this person, and how it is known', async () => {
      const client = await aStory();
      const { words, status } = await read(`${client}/verloop`);
      expect(status).toBe(200);
      expect(words).toContain('Gezondheid: van “goed” naar “zeer slecht” sinds oktober 2026');
      expect(words).toContain('Gewoon voor Amina: “goed”');
      expect(words).toContain('Slechter dan gewoon voor Amina op basis van 10 antwoorden sinds 31 mei 2025');
      expect(words).toContain('Stress en zorgen: “soms veel stress of zorgen” op 6 januari 2026; daarna wilde de klant het niet zeggen');
      expect(words).toContain('Schulden: de klant weet het niet');
      expect(words).toContain('23 oktober 2026 zeer slecht zelf gezegd, per sms');
      expect(words).toContain('1 Taalcursus 1 november 2025 – 1 februari 2026');
    });

    it('begins with what stands out, and names what was never heard without a picture', async () => {
      const { words } = await read(`${await aStory()}/verloop`);
      const places = ['Wat opvalt', 'Gezondheid: van', 'Hoe goed werken nu gaat: van', 'Stress en zorgen:'].map((name) =>
        words.indexOf(name),
      );
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      const unheard = words.slice(words.indexOf('Hierover is in deze tijd niets gehoord'));
      expect(unheard).toContain('Mantelzorg');
      expect(unheard).not.toContain('WHO-5');
    });

    it('tells apart why nothing was heard, and draws no line through it', async () => {
      const { words, html } = await read(`${await aStory()}/verloop?periode=alles`);
      for (const sign of [
        'overgeslagen',
        'niet aan toegekomen',
        'geen antwoord op de check-in',
        'niet bereikt',
        'de check-in ging niet door',
      ])
        expect(words.slice(words.indexOf('Stress en zorgen, nieuwste eerst'), words.indexOf('Rondkomen:'))).toContain(sign);
      const card = html.slice(html.indexOf('id="lijn-health-self-rated"'));
      const line = /wp-line__line" d="([^"]*)"/.exec(card)?.[1] ?? '';
      // Of ten answers six lie in one line and two in another; around the two of spring and summer nothing was heard.
      expect(line.split('M').filter(Boolean).length).toBe(2);
      expect(words).toContain('Sinds 26 januari 2026 is er 4 keer gevraagd: 2 aangekomen, 2 geopend, 2 beantwoord.');
    });

    it('is written down as a look, and shown to the own coach only', async () => {
      const client = await aStory();
      await read(`${client}/verloop`);
      expect(await looks(client)).toEqual(['course']);
      const statuses: Record<string, number> = {};
      for (const role of ['coach', 'team_lead', 'admin', 'privacy_officer'] as const)
        statuses[role] = (await read(`${client}/verloop`, (await aColleague(web, role)).session)).status;
      expect(statuses).toEqual({ coach: 404, team_lead: 403, admin: 403, privacy_officer: 403 });
      expect(await looks(client)).toEqual(['course']);
    });

    it('says kindly that there is nothing yet', async () => {
      const { words, status } = await read(`${await aClientOf(web, coach)}/verloop?periode=alles`);
      expect(status).toBe(200);
      expect(words).toContain('In deze tijd is nog niets gehoord.');
      expect(words).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    });

    it('draws a single answer, and twenty years, without breaking', async () => {
      const client = await aClientOf(web, coach);
      await says(web, client, { 'health.self_rated': 4 }, 0);
      expect((await read(`${client}/verloop`)).words).toContain('Gezondheid: “goed” op 2 november 2026');
      await says(web, client, { 'health.self_rated': 2 }, 7300);
      const { html } = await read(`${client}/verloop?periode=alles`);
      expect(html).toContain('wp-line__latest');
      expect(html).not.toMatch(/NaN|undefined|Infinity/);
    });
  });

  describe('as of a day', () => {
    it('is what was known then: value, since when, from whom, how old, and what ran', async () => {
      const client = await aStory();
      const { words, status } = await read(`${client}/profiel?op=2026-06-01&bekend=2026-07-01`);
      expect(status).toBe(200);
      expect(words).toContain('Zo was het op 1 juni 2026 Met wat wij wisten op 1 juli 2026');
      expect(words).toContain(
        'Gezondheid goed gehoord op 16 april 2026, toen 46 dagen oud · zo sinds 28 oktober 2025 · zelf gezegd, per sms',
      );
      expect(words).toContain('Toen verouderd · gehoord op 6 januari 2026');
      expect(words).toContain('Zoals gewoon voor Amina');
      expect(words).toContain('Wat er liep Hulp bij geld en schulden Sinds 15 januari 2026, gepland door Sanne de Boer');
      expect(words).not.toContain('zeer slecht');
      expect(await looks(client)).toEqual(['profile-as-of-2026-06-01-known-on-2026-07-01']);
    });

    it('says of what was corrected afterwards that it was, and not what it said', async () => {
      const client = await aClientOf(web, coach);
      await says(web, client, { 'health.self_rated': 1 }, 30);
      await observe(client, { observedAt: daysAgo(30), value: 4, recordedAt: daysAgo(10) });
      const before = await read(`${client}/profiel?op=2026-10-10&bekend=2026-10-15`);
      expect(before.words).toContain('Gezondheid Later verbeterd');
      expect(before.words).not.toContain('zeer slecht');
      const after = await read(`${client}/profiel?op=2026-10-10`);
      expect(after.words).toContain('Gezondheid goed gehoord op 3 oktober 2026, toen 7 dagen oud');
      expect(after.words).toContain('opgeschreven door Sanne de Boer, aan tafel · bij ons bekend sinds 23 oktober 2026');
    });

    it('takes the whole of a day at the office, also of the night that the clock goes back', async () => {
      const client = await aClientOf(web, coach);
      await observe(client, { observedAt: Temporal.Instant.from('2026-10-25T22:59:59Z'), value: 2 });
      expect((await read(`${client}/profiel?op=2026-10-25&bekend=2026-10-25`)).words).toContain(
        'gehoord op 25 oktober 2026, toen 0 dagen oud',
      );
      expect((await read(`${client}/profiel?op=2026-10-24`)).words).toContain('Van deze dag is nog niets bekend.');
    });

    it.each([
      ['op=morgen', 'op', 'Vul een datum in'],
      ['op=2026-11-03', 'op', 'Deze dag is nog niet geweest'],
      ['op=2026-01-01&bekend=2026-02-30', 'bekend', 'Vul een datum in'],
    ])('comes back with the error by its field and what was typed: %s', async (query, field, problem) => {
      const client = await aStory();
      const { status, html, words } = await read(`${client}/profiel?${query}`);
      expect(status).toBe(422);
      expect(html).toMatch(new RegExp(`id="${field}-fout">${problem}`));
      expect(html).toContain(`value="${new URLSearchParams(query).get(field)}"`);
      expect(words).not.toContain('Wat er liep');
      expect(await looks(client)).toEqual(['profile-as-of']);
    });

    it('is nobody’s but the own coach’s', async () => {
      const client = await aStory();
      const { status, html } = await read(`${client}/profiel?op=2026-06-01`, (await aColleague(web)).session);
      expect(status).toBe(404);
      expect(html).not.toContain('Amina');
      expect(await looks(client)).toEqual([]);
    });
  });

  async function shot(page: Page, name: string): Promise<void> {
    if (!SHOTS) return;
    await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    const cards = page.locator('.wp-line');
    for (const index of [0, 1, 3])
      if (index < (await cards.count())) await cards.nth(index).screenshot({ path: `${SHOTS}/${name}-${index}.png` });
  }

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s, light and dark, opened out and with an error',
    async (name, viewport) => {
      const [client, empty] = [await aStory(LONG_NAME), await aClientOf(web, coach)];
      const pages = {
        lines: `${client}/verloop?periode=alles`,
        nothing: `${empty}/verloop`,
        past: `${client}/profiel?op=2026-06-01&bekend=2026-07-01`,
        problem: `${client}/profiel?op=morgen`,
      };
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        // In the dark the same words stand in other colours: the two that have pictures are looked at again.
        for (const [part, path] of Object.entries(pages).filter(([each]) => colorScheme === 'light' || ['lines', 'past'].includes(each))) {
          const seen = await page.goto(`${web.url}/klanten/${path}`);
          expect([part, seen?.status()]).toEqual([part, part === 'problem' ? 422 : 200]);
          await shot(page, `${part}-${name}-${colorScheme}`);
          await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
          expect([part, await findBarriers(page), await sidewaysScroll(page)]).toEqual([part, [], 0]);
        }
        await page.context().close();
      }
    },
    120_000,
  );

  it('chooses a day without script and without a mouse', async () => {
    const client = await aStory();
    const page = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
    await page.goto(`${web.url}/klanten/${client}/verloop`);
    await page.getByRole('link', { name: 'Zo was het op een dag' }).press('Enter');
    await page.getByLabel('Zo was het op', { exact: true }).fill('2026-06-01');
    await page.getByRole('button', { name: 'Laat zien' }).press('Enter');
    await page.getByRole('heading', { name: 'Zo was het op 1 juni 2026' }).waitFor();
    expect(new URL(page.url()).search).toBe('?op=2026-06-01&bekend=');
    await page.context().close();
  });
});
