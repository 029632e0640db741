import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const RESEARCH = 'WORK_CAPACITY_ASSESSMENT';
const LONG_WORDS = 'Arbeidsongeschiktheidsverzekeringsmaatschappij'.repeat(3);

describe('what a coach does with a suggestion', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let coach: Colleague;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function anUnhealthyClient(): Promise<string> {
    const client = await aClientOf(web, coach, { birthDate: Temporal.PlainDate.from('1980-05-03') });
    await says(web, client, { 'health.self_rated': 2, 'wellbeing.general': 3, 'housing.stability': 'refused' }, 3);
    return client;
  }
  const rows = <T>(sql: string, ...given: unknown[]) => web.dataSource.query<T[]>(sql, given);
  const suggestionOf = async (client: string, intervention = RESEARCH) =>
    (
      await rows<{ id: string }>(
        `select id from suggestion where client_id = $1 and intervention = $2 and withdrawn_at is null`,
        client,
        intervention,
      )
    )[0]?.id ?? '';
  async function opened(client: string, session = coach.session) {
    const visitor = aVisitor(web, session);
    await visitor.get(`/klanten/${client}`);
    return {
      ...visitor,
      does: (what: string, form: Record<string, string>) => visitor.post(`/klanten/${client}/${what}`, form),
      words: async () => wordsOf((await visitor.get(`/klanten/${client}`)).html),
    };
  }
  const needsMe = async (session = coach.session) => wordsOf((await aVisitor(web, session).get('/klanten?toon=mij')).html);
  const numberOf = async (client: string) =>
    (await rows<{ number: string }>(`select client_number as number from client where id = $1`, client))[0]?.number ?? '';

  it('reads why, with the answers and their dates, how sure it is and what is not known; never a number that looks like a chance', async () => {
    const words = await (await opened(await anUnhealthyClient())).words();
    expect(words).toContain('Belastbaarheidsonderzoek');
    expect(words).toContain('gezondheid "slecht" op 30 oktober 2026');
    expect(words).toMatch(/Hoe zeker (Duidelijk|Redelijk duidelijk|Nog onzeker)/);
    expect(words).toContain('Nog niet bekend');
    expect(words).not.toMatch(/\d+ ?%|score|kans op/i);
  });

  it('a reason of the short list is enough; words that may be medical are looked at once more', async () => {
    const client = await anUnhealthyClient();
    const suggestie = await suggestionOf(client);
    const visitor = await opened(client);
    const decline = { suggestie, besluit: 'niet-doen', grond: 'already_has_help', reden: 'Heeft een depressie' };
    const doubted = await visitor.does('besluiten', decline);
    expect(doubted.status).toBe(422);
    expect(wordsOf(doubted.html)).toContain('Hier staat misschien iets medisch: depressie.');
    expect(doubted.html).toContain('>Heeft een depressie</textarea>');
    expect(await rows(`select from coach_decision where suggestion_id = $1`, suggestie)).toEqual([]);
    const done = await visitor.does('besluiten', { ...decline, reden: '' });
    expect(done.location).toBe(`/klanten/${client}?gedaan=niet-doen`);
    expect(await rows(`select reason_code as code, reason from coach_decision where suggestion_id = $1`, suggestie)).toEqual([
      { code: 'already_has_help', reason: null },
    ]);
    expect(await visitor.words()).toContain('Niet gedaan, door Sanne de Boer op 2 november 2026 “Heeft al hulp”');
  });

  it('what must stay as it is written is recorded the second time', async () => {
    const client = await anUnhealthyClient();
    const form = { suggestie: await suggestionOf(client), besluit: 'niet-doen', grond: 'other', reden: 'Wil eerst naar de dokter' };
    const visitor = await opened(client);
    const { html } = await visitor.does('besluiten', form);
    expect(html).toContain('name="toch" value="ja"');
    expect((await visitor.does('besluiten', { ...form, toch: 'ja' })).status).toBe(303);
    const { html: unknown } = await (await opened(await anUnhealthyClient())).does('besluiten', { ...form, grond: 'lui', reden: '' });
    expect(unknown).not.toContain('name="toch" value="ja"');
  });

  it('later takes it from who needs me, says until when and by whom, and can be decided all the same', async () => {
    const client = await anUnhealthyClient();
    const number = await numberOf(client);
    expect(await needsMe()).toContain(`${number} ·`);
    const visitor = await opened(client);
    const suggestie = await suggestionOf(client);
    const refused = await visitor.does('besluiten', { suggestie, besluit: 'later', tot: '2-11-2026' });
    expect([refused.status, wordsOf(refused.html).includes('Kies een dag na vandaag.')]).toEqual([422, true]);
    expect((await visitor.does('besluiten', { suggestie, besluit: 'later', tot: '2026-11-09' })).location).toBe(
      `/klanten/${client}?gedaan=later`,
    );
    expect(await visitor.words()).toContain('Uitgesteld tot 9 november 2026, door Sanne de Boer. U kunt nu al beslissen.');
    expect(await needsMe()).not.toContain(`${number} ·`);
    expect((await visitor.does('besluiten', { suggestie, besluit: 'akkoord', startdatum: '2026-11-09' })).status).toBe(303);
  });

  it('a decision can be undone: the suggestion stands open again and what began is gone; once, and told kindly the second time', async () => {
    const client = await anUnhealthyClient();
    const suggestie = await suggestionOf(client);
    const visitor = await opened(client);
    await visitor.does('besluiten', { suggestie, besluit: 'akkoord', startdatum: '2026-11-02' });
    const words = await visitor.words();
    expect(words).toContain('Net besloten Belastbaarheidsonderzoek: Akkoord, door Sanne de Boer op 2 november 2026');
    expect(words).toContain('Terugdraaien kan tot 3 november 2026, 10:00.');
    expect((await visitor.does('besluiten/ongedaan', { suggestie })).location).toBe(`/klanten/${client}?gedaan=ongedaan`);
    expect(await rows(`select state, outcome, stop_reason as why from intervention where client_id = $1`, client)).toEqual([
      { state: 'ended', outcome: 'not_started', why: 'undone' },
    ]);
    expect(await visitor.words()).toContain('Eerder besloten en weer teruggedraaid, door Sanne de Boer op 2 november 2026.');
    const again = await visitor.does('besluiten/ongedaan', { suggestie });
    expect([again.status, wordsOf(again.html).includes('Dit besluit kan niet meer terug.')]).toEqual([409, true]);
  });

  it('shares with the client, records what was said at the table, and starts nothing by that', async () => {
    const client = await anUnhealthyClient();
    const suggestie = await suggestionOf(client);
    const visitor = await opened(client);
    const nothing = await visitor.does('delen', { hoe: 'together' });
    expect([nothing.status, wordsOf(nothing.html).includes('Kies wat u wilt delen.')]).toEqual([422, true]);
    expect((await visitor.does('delen', { suggestie, hoe: 'together' })).location).toBe(`/klanten/${client}?gedaan=gedeeld-samen`);
    expect(await visitor.words()).toContain('Samen bekeken op 2 november 2026 (Sanne de Boer). De klant heeft nog niets gezegd.');
    const said = { suggestie, antwoord: 'something_else', woorden: 'Liever eerst praten' };
    expect((await visitor.does('delen/antwoord', said)).location).toBe(`/klanten/${client}?gedaan=gezegd`);
    expect(await visitor.words()).toContain(
      'De klant zegt: Iets anders Liever eerst praten op 2 november 2026, gehoord door Sanne de Boer',
    );
    expect(await rows(`select from intervention where client_id = $1`, client)).toEqual([]);
    const wordless = await visitor.does('delen/antwoord', { suggestie, antwoord: 'bezwaar', woorden: ' ' });
    expect([wordless.status, wordsOf(wordless.html)]).toEqual([
      422,
      expect.stringContaining('Schrijf op waarmee de klant het niet eens is.'),
    ]);
    await visitor.does('delen/antwoord', { suggestie, antwoord: 'bezwaar', woorden: 'Dit klopt niet' });
    expect(await visitor.words()).toContain('De klant is het hier niet mee eens Dit klopt niet');
    const [objection] = await rows<{ id: string }>(`select id from objection where client_id = $1`, client);
    await visitor.does(`bezwaren/${objection?.id}`, { uitkomst: 'Samen nagekeken en verbeterd.' });
    expect((await visitor.does('delen/intrekken', { suggestie })).location).toBe(`/klanten/${client}?gedaan=niet-gedeeld`);
    const gone = await visitor.does('delen/antwoord', said);
    expect(gone.status).toBe(404);
  });

  it('sends a link only to whom it can be proven to; otherwise it says what to do instead', async () => {
    const client = await aClientOf(web, coach);
    await says(web, client, { 'health.self_rated': 2 }, 3);
    const suggestie = await suggestionOf(client);
    const refused = await (await opened(client)).does('delen', { suggestie, hoe: 'link' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('het geboortejaar van de klant is niet bekend. Bekijk het samen.');
    expect(refused.html).toMatch(new RegExp(`value="${suggestie}" checked`));
  });

  it('sees what the client answered and objected to behind the link, first thing; the objection is handled with words', async () => {
    const client = await anUnhealthyClient();
    const number = await numberOf(client);
    const suggestie = await suggestionOf(client);
    const visitor = await opened(client);
    await visitor.does('delen', { suggestie, hoe: 'link' });
    const now = web.clock.now();
    await rows(
      `insert into client_response (suggestion_id, client_id, response, words, at) values ($1, $2, 'yes', 'Graag snel', $3)`,
      suggestie,
      client,
      now,
    );
    const [objection] = await rows<{ id: string }>(
      `insert into objection (client_id, suggestion_id, words, made_at) values ($1, $2, 'Ik ben juist gezond', $3) returning id`,
      client,
      suggestie,
      now,
    );
    const caseload = await needsMe();
    expect(caseload.slice(caseload.indexOf(`${number} ·`))).toMatch(
      /^\S+ · .{0,60}Is het niet eens met een voorstel Zegt ‘ja graag’: Belastbaarheidsonderzoek/,
    );
    const words = await visitor.words();
    expect(words).toContain('De klant is het hier niet mee eens Ik ben juist gezond Op 2 november 2026.');
    expect(words).toContain('De klant zegt: Ja graag Graag snel op 2 november 2026, zelf via de link');
    const path = `bezwaren/${objection?.id}`;
    const refused = await visitor.does(path, { uitkomst: ' ' });
    expect([refused.status, wordsOf(refused.html).includes('Schrijf kort op wat u ermee doet.')]).toEqual([422, true]);
    expect((await visitor.does(path, { uitkomst: 'Besproken, we kijken samen.' })).location).toBe(`/klanten/${client}?gedaan=bezwaar`);
    expect(await visitor.words()).toContain('Antwoord van Sanne de Boer op 2 november 2026: Besproken, we kijken samen.');
    const late = await visitor.does(path, { uitkomst: 'Nog een keer' });
    expect([late.status, wordsOf(late.html).includes('Iemand anders heeft dit bezwaar net al beantwoord.')]).toEqual([409, true]);
    expect(await needsMe()).not.toContain('Is het niet eens met een voorstel');
  });

  it('has what is not known asked in the next check-in, and not what the client would rather not say', async () => {
    const client = await anUnhealthyClient();
    const visitor = await opened(client);
    const { html } = await visitor.get(`/klanten/${client}`);
    const trait = /name="onderwerp" value="([\w.]+)"/.exec(html)?.[1] ?? '';
    expect(html).not.toContain('name="onderwerp" value="housing.stability"');
    expect((await visitor.does('navragen', { onderwerp: trait })).location).toBe(`/klanten/${client}?gedaan=navragen`);
    expect(await rows(`select trait, staff_id as by from trait_wanted where client_id = $1`, client)).toEqual([
      { trait, by: coach.staffId },
    ]);
    expect((await visitor.get(`/klanten/${client}`)).html).not.toContain(`name="onderwerp" value="${trait}"`);
    expect(await visitor.words()).toContain('wordt gevraagd)');
  });

  it('nobody does any of this for another’s client, nor with another client’s suggestion or objection through their own', async () => {
    const [client, other] = [await anUnhealthyClient(), await anUnhealthyClient()];
    const suggestie = await suggestionOf(other);
    const [objection] = await rows<{ id: string }>(
      `insert into objection (client_id, suggestion_id, words, made_at) values ($1, $2, 'Nee', $3) returning id`,
      other,
      suggestie,
      web.clock.now(),
    );
    const attempts: [string, Record<string, string>][] = [
      ['besluiten', { suggestie, besluit: 'later', tot: '2026-11-09' }],
      ['besluiten/ongedaan', { suggestie }],
      ['delen', { suggestie, hoe: 'together' }],
      ['delen/intrekken', { suggestie }],
      ['delen/antwoord', { suggestie, antwoord: 'yes' }],
      [`bezwaren/${objection?.id}`, { uitkomst: 'Weg ermee' }],
    ];
    const own = await opened(client);
    const stranger = aVisitor(web, (await aColleague(web)).session);
    await stranger.get('/klanten');
    for (const [what, form] of attempts) {
      expect([what, (await own.does(what, form)).status]).toEqual([what, 404]);
      expect([what, (await stranger.post(`/klanten/${other}/${what}`, form)).status]).toEqual([what, 404]);
    }
    expect((await stranger.post(`/klanten/${other}/navragen`, { onderwerp: 'finance.debt' })).status).toBe(404);
    const lead = aVisitor(web, (await aColleague(web, 'team_lead')).session);
    await lead.get('/uitstroom');
    expect((await lead.post(`/klanten/${other}/besluiten/ongedaan`, { suggestie })).status).toBe(403);
    expect(
      await rows(`select from suggestion_deferral d join suggestion s on s.id = d.suggestion_id where s.client_id = $1`, other),
    ).toEqual([]);
  });

  describe('in a browser', () => {
    async function page(client: string, options: Parameters<OpenedBrowser['newPage']>[0] = {}) {
      const opened = await browser.newPage(options);
      await opened.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      await opened.goto(`${web.url}/klanten/${client}`);
      return opened;
    }

    it.each([
      ['Akkoord', 'Vandaag', 'accepted'],
      ['Akkoord', 'Maandag 9 november', 'accepted'],
      ['Niet doen', 'Heeft al hulp', 'declined'],
      ['Later', 'Over 1 week', null],
    ])('on a phone %s is decided in two taps: the second is %s', async (first, second, decision) => {
      const client = await anUnhealthyClient();
      const phone = await page(client, { hasTouch: true });
      const card = phone.getByRole('article', { name: 'Belastbaarheidsonderzoek' });
      let taps = 0;
      for (const tap of [
        card.locator('summary').getByText(first, { exact: true }),
        card.getByRole('button', { name: second, exact: true }),
      ]) {
        const { height = 0 } = (await tap.boundingBox()) ?? {};
        if (taps > 0) expect(height).toBeGreaterThanOrEqual(44);
        await tap.tap();
        taps += 1;
      }
      await phone.waitForURL(/gedaan=/);
      expect(taps).toBe(2);
      expect(
        await rows(`select d.decision from coach_decision d join suggestion s on s.id = d.suggestion_id where s.client_id = $1`, client),
      ).toEqual(decision ? [{ decision }] : []);
      await phone.context().close();
    });

    it('undoing is one tap, and all of it works with a keyboard and without any script', async () => {
      const client = await anUnhealthyClient();
      const plain = await page(client, { viewport: DESKTOP, javaScriptEnabled: false });
      const card = plain.getByRole('article', { name: 'Belastbaarheidsonderzoek' });
      await card.locator('summary').getByText('Akkoord').focus();
      await plain.keyboard.press('Enter');
      await plain.keyboard.press('Tab');
      await plain.keyboard.press('Enter');
      await plain.waitForURL(/gedaan=akkoord/);
      await plain.getByRole('button', { name: 'Besluit over Belastbaarheidsonderzoek ongedaan maken' }).press('Enter');
      await plain.waitForURL(/gedaan=ongedaan/);
      expect(await plain.getByRole('article', { name: 'Belastbaarheidsonderzoek' }).count()).toBe(1);
      await plain.context().close();
    });

    it.each([
      ['phone', PHONE],
      ['tablet', TABLET],
      ['desktop', DESKTOP],
    ])('has no barriers on a %s, opened out, shared, answered, objected to and put off', async (name, viewport) => {
      const client = await anUnhealthyClient();
      await says(web, client, { 'finance.debt': 1, 'wish.help': 1 }, 1);
      const visitor = await opened(client);
      const [debts, research] = [await suggestionOf(client, 'DEBT_COUNSELLING'), await suggestionOf(client)];
      await visitor.does('delen', { suggestie: debts, hoe: 'link' });
      await rows(
        `insert into client_response (suggestion_id, client_id, response, words, at) values ($1, $2, 'something_else', $3, $4)`,
        debts,
        client,
        `Graag iets anders: ${LONG_WORDS}`,
        web.clock.now(),
      );
      await rows(
        `insert into objection (client_id, suggestion_id, words, made_at) values ($1, $2, $3, $4)`,
        client,
        debts,
        `Dit klopt niet. ${LONG_WORDS}`,
        web.clock.now(),
      );
      await visitor.does('besluiten', { suggestie: research, besluit: 'later', tot: '2026-11-09' });
      const caution = await rows<{ id: string }>(
        `select id from suggestion where client_id = $1 and stance = 'advise_against' and withdrawn_at is null limit 1`,
        client,
      );
      await visitor.does('besluiten', { suggestie: caution[0]?.id ?? '', besluit: 'niet-doen', grond: 'other', reden: 'Gaat juist graag' });
      const screen = await page(client, { viewport });
      expect([await findBarriers(screen), await sidewaysScroll(screen)]).toEqual([[], 0]);
      if (process.env['PICTURES']) await screen.screenshot({ path: `${process.env['PICTURES']}/suggestion-${name}.png`, fullPage: true });
      await screen.locator('main details').evaluateAll((all) =>
        all.forEach((one) => {
          one.removeAttribute('name');
          one.setAttribute('open', '');
        }),
      );
      expect([await findBarriers(screen), await sidewaysScroll(screen)]).toEqual([[], 0]);
      if (process.env['PICTURES'])
        await screen.screenshot({ path: `${process.env['PICTURES']}/suggestion-${name}-open.png`, fullPage: true });
      await screen.context().close();
    });
  });
});
