import { CatalogueService, ProgressService } from '#libs/interventions';
import { aClientOf, aColleague, says, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf, type Visitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

/** What a browser sends of the form of something new. */
const NEW = {
  versie: '0',
  naamnl: 'Fietsles',
  naamen: 'Cycling lessons',
  uitlegnl: 'In een groep leren fietsen.',
  uitlegen: 'Learning to cycle in a group.',
  voorwienl: 'Voor wie niet of niet goed fietst.',
  voorwieen: '',
  nietvoornl: '',
  nietvooren: '',
  uitvoerder: 'Fietsschool Voorbeeld',
  weken: '8',
  plekken: '1',
  aanpak: 'barrier_first',
  eerst: 'COACH_CALL',
  herhaling: '90',
  regels: 'ja',
  aangeboden: 'ja',
  toelichting: 'Op verzoek van team Zuid',
};

describe('what an office offers', () => {
  let web: ServedWeb;
  let admin: Colleague;
  let coach: Colleague;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await serveWeb();
    await web.app.get(CatalogueService, { strict: false }).ensureStandard(web.clock.now());
    admin = await aColleague(web, 'admin', 'Noor Jansen');
    coach = await aColleague(web, 'coach', 'Sanne de Boer');
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    visitor = aVisitor(web, admin.session);
  });

  /** @returns the code of something new with this many places */
  async function offered(name: string, plekken = '1'): Promise<string> {
    await visitor.get('/beheer/aanbod/nieuw');
    const kept = await visitor.post('/beheer/aanbod/nieuw', { ...NEW, naamnl: name, plekken });
    expect(kept.status).toBe(303);
    return /aanbod\/([A-Z0-9_]+)\?/.exec(String(kept.location))?.[1] ?? '';
  }
  async function inFile(clientId: string, session = coach.session): Promise<Visitor> {
    const at = aVisitor(web, session);
    await at.get(`/klanten/${clientId}`);
    return at;
  }
  const begins = async (clientId: string, interventie: string, hoe = 'afspreken', startdatum = '2026-11-02') =>
    (await inFile(clientId)).post(`/klanten/${clientId}/interventies`, { interventie, hoe, startdatum });
  const interventionOf = async (clientId: string) =>
    (
      await web.dataSource.query<[{ id: string; state: string; startsOn: string | null }]>(
        `select id, state, starts_on as "startsOn" from intervention where client_id = $1 order by planned_at desc limit 1`,
        [clientId],
      )
    )[0];

  it('is added by an administrator, can be chosen at once, and says who added it and why', async () => {
    const code = await offered('Fietsles in de wijk');
    const page = await visitor.get(`/beheer/aanbod/${code}?gedaan=toegevoegd`);
    expect(wordsOf(page.html)).toContain('Het staat in het aanbod.');
    expect(wordsOf(page.html)).toContain('Fietsschool Voorbeeld');
    expect(wordsOf(page.html)).toContain('Gewijzigd door Noor Jansen');
    expect(wordsOf(page.html)).toContain('Op verzoek van team Zuid');
    expect(wordsOf((await visitor.get('/beheer/aanbod')).html)).toContain('Fietsles in de wijk');
    const client = await aClientOf(web, coach);
    expect((await (await inFile(client)).get(`/klanten/${client}`)).html).toContain(`<option value="${code}">Fietsles in de wijk</option>`);
  });

  it('changes by versions that show what was and what is; two at once: the second hears so, with everything still filled in', async () => {
    const code = await offered('Fietsles voor ouders');
    const form = await visitor.get(`/beheer/aanbod/${code}/wijzigen`);
    expect(form.html).toContain('name="versie" value="1"');
    const change = (plekken: string) =>
      visitor.post(`/beheer/aanbod/${code}/wijzigen`, {
        ...NEW,
        naamnl: 'Fietsles voor ouders',
        versie: '1',
        plekken,
        toelichting: 'Meer vraag',
      });
    expect(await change('12')).toMatchObject({ status: 303, location: `/beheer/aanbod/${code}?gedaan=gewijzigd` });
    const second = await change('9');
    expect(second.status).toBe(409);
    expect(wordsOf(second.html)).toContain('Iemand anders heeft dit net gewijzigd.');
    expect(second.html).toContain('value="9"');
    expect(second.html).toContain('name="versie" value="2"');
    const words = wordsOf((await visitor.get(`/beheer/aanbod/${code}`)).html);
    expect(words).toContain('Plekken was: 1 plek werd: 12 plekken');
    expect(words).toContain('“Meer vraag”');
  });

  it.each([
    ['a sanction', { naamnl: 'Sanctiegesprek' }, 'naamnl', '‘Sanctiegesprek’ kan hier niet staan.'],
    ['an exemption', { uitlegnl: 'Regelt een ontheffing.' }, 'uitlegnl', '‘ontheffing’ kan hier niet staan.'],
    ['a decision about the benefit', { uitlegen: 'The benefit is cut: a penalty.' }, 'uitlegen', '‘penalty’ kan hier niet staan.'],
    ['without a name', { naamnl: ' ' }, 'naamnl', 'Vul hier een tekst in.'],
    ['with half a place', { plekken: '1,5' }, 'plekken', 'Vul een heel getal in van 1'],
    ['with a thousand weeks', { weken: '1000' }, 'weken', 'Vul een heel getal in van 1'],
    ['repeated never', { herhaling: '900' }, 'herhaling', 'Vul een heel getal in van 0'],
  ])('is never %s: the form comes back with the error beside its field', async (_, change, field, error) => {
    await visitor.get('/beheer/aanbod/nieuw');
    const refused = await visitor.post('/beheer/aanbod/nieuw', { ...NEW, uitvoerder: 'Nog Ingevuld', ...change });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain(error);
    expect(refused.html).toContain(`href="#${field}"`);
    expect(refused.html).toContain(`id="${field}-fout"`);
    expect(refused.html).toContain('value="Nog Ingevuld"');
  });

  it('never opens a decision of the law to rules, whatever is sent', async () => {
    const form = await visitor.get('/beheer/aanbod/EXEMPTION_REVIEW/wijzigen');
    expect(form.html).not.toContain('name="regels"');
    const sent = {
      ...NEW,
      naamnl: 'Beoordeling van een ontheffing',
      naamen: 'Review of an exemption',
      versie: '1',
      regels: 'ja',
      plekken: '',
    };
    expect((await visitor.post('/beheer/aanbod/EXEMPTION_REVIEW/wijzigen', sent)).status).toBe(422);
  });

  it('is kept by administrators only', async () => {
    for (const role of ['coach', 'team_lead', 'privacy_officer'] as const) {
      const colleague = aVisitor(web, (await aColleague(web, role)).session);
      for (const path of ['/beheer/aanbod', '/beheer/aanbod/nieuw', '/beheer/aanbod/CV_WORKSHOP', '/beheer/aanbod/CV_WORKSHOP/wijzigen'])
        expect((await colleague.get(path)).status).toBe(403);
    }
    expect((await visitor.get('/beheer/aanbod/FINE')).status).toBe(404);
    expect((await visitor.get('/aanbod')).status).toBe(403);
  });

  it('is no longer begun when it is no longer offered; what runs goes on', async () => {
    const code = await offered('Fietsles op zaterdag', '');
    const client = await aClientOf(web, coach);
    expect((await begins(client, code)).status).toBe(303);
    await visitor.get(`/beheer/aanbod/${code}/wijzigen`);
    const { aangeboden: _, ...stopped } = NEW;
    expect(
      (await visitor.post(`/beheer/aanbod/${code}/wijzigen`, { ...stopped, naamnl: 'Fietsles op zaterdag', versie: '1', plekken: '' }))
        .status,
    ).toBe(303);
    const other = await aClientOf(web, coach);
    const refused = await begins(other, code);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain('Dit bieden we niet meer aan.');
    expect(wordsOf((await (await inFile(client)).get(`/klanten/${client}`)).html)).toContain('Fietsles op zaterdag');
  });

  it('gives its last place to one and puts the next in line; the line is seen by who is in charge of the next, without names of others', async () => {
    const code = await offered('Fietsles voor beginners');
    const colleague = await aColleague(web, 'coach', 'Bas Verweij');
    const [first, next] = [
      await aClientOf(web, coach, { firstName: 'Eerste', lastName: 'Binnen' }),
      await aClientOf(web, colleague, { firstName: 'Tweede', lastName: 'Wachtend' }),
    ];
    expect(await begins(first, code)).toMatchObject({ status: 303, location: `/klanten/${first}?gedaan=afgesproken` });
    const waits = await (
      await inFile(next, colleague.session)
    ).post(`/klanten/${next}/interventies`, {
      interventie: code,
      hoe: 'afspreken',
      startdatum: '2026-11-02',
    });
    expect(waits.location).toBe(`/klanten/${next}?gedaan=wacht`);
    const theirs = aVisitor(web, colleague.session);
    const waiting = await theirs.get(String(waits.location));
    expect(wordsOf(waiting.html)).toContain('de klant staat op de wachtlijst');
    expect(wordsOf(waiting.html)).toContain('Wacht op een plek');
    expect(waiting.html).not.toContain('value="plek"');
    // Sent by hand: there is no place yet.
    const { id } = await interventionOf(next);
    expect((await theirs.post(`/klanten/${next}/interventies/${id}/stap`, { stap: 'plek', datum: '2026-11-02' })).status).toBe(409);

    const own = wordsOf((await theirs.get('/aanbod')).html);
    expect(own).toContain('Tweede Wachtend');
    expect(own).toContain('Als eerste aan de beurt');
    const others = await aVisitor(web, coach.session).get('/aanbod');
    expect(others.html).not.toContain('Wachtend');
    expect(wordsOf(others.html)).toContain('1 iemand wacht');
    const lead = await aVisitor(web, (await aColleague(web, 'team_lead')).session).get('/aanbod');
    expect(lead.html).not.toContain('Wachtend');
    expect(wordsOf(lead.html)).toContain('1 van de 1 bezet');

    const running = await interventionOf(first);
    const mine = await inFile(first);
    const ending = { einddatum: '2026-11-02', uitkomst: 'stopped_early', reden: 'did_not_fit', toelichting: '' };
    expect((await mine.post(`/klanten/${first}/interventies/${running.id}/afronding`, ending)).status).toBe(303);
    // Nothing starts by itself: it is shown, and the coach takes it.
    expect((await interventionOf(next)).state).toBe('waiting');
    expect(wordsOf((await theirs.get('/aanbod')).html)).toContain('Er is een plek vrij');
    expect(wordsOf((await theirs.get('/klanten')).html)).toContain('Voor 1 klant die wacht is een plek vrij.');
    expect(wordsOf((await mine.get('/klanten')).html)).not.toContain('plek vrij');
    expect(wordsOf((await theirs.get(`/klanten/${next}`)).html)).toContain('Er is een plek vrij');
    expect(await theirs.post(`/klanten/${next}/interventies/${id}/stap`, { stap: 'plek', datum: '9-11-2026' })).toMatchObject({
      status: 303,
      location: `/klanten/${next}?gedaan=plek`,
    });
    expect(await interventionOf(next)).toEqual({ id, state: 'accepted', startsOn: '2026-11-09' });
  });

  it('is offered, wanted, begun, paused, gone on with and finished, each with who and when', async () => {
    const client = await aClientOf(web, coach);
    await says(web, client, { 'wellbeing.general': 2 }, 30);
    expect((await begins(client, 'LANGUAGE_COURSE', 'aanbieden')).location).toBe(`/klanten/${client}?gedaan=aangeboden`);
    const at = await inFile(client);
    const { id } = await interventionOf(client);
    const step = (stap: string, more: Record<string, string> = {}) =>
      at.post(`/klanten/${client}/interventies/${id}/stap`, { stap, ...more });
    expect(wordsOf((await at.get(`/klanten/${client}`)).html)).toContain('De klant denkt na.');
    const noDay = await step('akkoord', { datum: 'morgen' });
    expect(noDay.status).toBe(422);
    expect(noDay.html).toContain('value="morgen"');
    expect((await step('akkoord', { datum: '2026-11-09' })).location).toBe(`/klanten/${client}?gedaan=afgesproken`);
    const tooEarly = await step('begonnen', { datum: '2026-11-09' });
    expect(wordsOf(tooEarly.html)).toContain('Het begin kan niet in de toekomst liggen.');
    expect((await step('begonnen', { datum: '2026-10-26' })).status).toBe(303);
    expect((await step('begonnen', { datum: '2026-10-26' })).status).toBe(409);
    expect((await step('pauze', { toelichting: 'Kind is ziek' })).location).toBe(`/klanten/${client}?gedaan=pauze`);
    expect((await step('verder')).location).toBe(`/klanten/${client}?gedaan=verder`);
    const end = (given: Record<string, string>) =>
      at.post(`/klanten/${client}/interventies/${id}/afronding`, {
        einddatum: '2026-11-01',
        uitkomst: 'stopped_early',
        reden: '',
        toelichting: '',
        ...given,
      });
    const noReason = await end({});
    expect(noReason.status).toBe(422);
    expect(wordsOf(noReason.html)).toContain('Kies waarom het eerder stopte.');
    expect((await end({ reden: 'circumstances' })).status).toBe(303);
    const words = wordsOf((await at.get(`/klanten/${client}`)).html);
    expect(words).toContain('Eerder gestopt · 26 oktober 2026 – 1 november 2026');
    expect(words).toContain('Omstandigheden: het kan nu niet');
    expect(words).toContain('Aangeboden Sanne de Boer, 2 november 2026');
    expect(words).toContain('“Kind is ziek”');
    expect(words).toContain('het is samenhang, geen bewijs');
    expect(words).toContain('Zover is het nog niet');
  });

  it('begins on the agreed day by itself, and the file says so', async () => {
    const client = await aClientOf(web, coach);
    expect((await begins(client, 'HOUSING_HELP', 'afspreken', '2026-11-03')).status).toBe(303);
    await web.app.get(ProgressService, { strict: false }).startDue(Temporal.Instant.from('2026-11-03T08:00:00Z'));
    const words = wordsOf((await (await inFile(client)).get(`/klanten/${client}`)).html);
    expect(words).toContain('Begonnen op 3 november 2026 Vanzelf, 3 november 2026');
  });

  it('is done by the client’s own coach only, and about this client only', async () => {
    const client = await aClientOf(web, coach);
    await begins(client, 'COACH_CALL');
    const { id } = await interventionOf(client);
    const stranger = await aColleague(web, 'coach');
    const theirs = await aClientOf(web, stranger);
    const at = await inFile(theirs, stranger.session);
    expect((await at.post(`/klanten/${client}/interventies/${id}/stap`, { stap: 'pauze' })).status).toBe(404);
    expect((await at.post(`/klanten/${theirs}/interventies/${id}/stap`, { stap: 'pauze' })).status).toBe(404);
    expect((await at.post(`/klanten/${theirs}/interventies/${id}/stap`, { stap: 'boete' })).status).toBe(400);
    expect((await interventionOf(client)).state).toBe('started');
  });
});
