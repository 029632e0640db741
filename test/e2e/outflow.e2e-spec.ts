import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aGroup, anOutflowTown, reads } from '../support/factories/outflow-town.js';
import { aTeamWith } from '../support/factories/team-with-spells.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const SOMEBODY = '019a0000-0000-7000-8000-000000000000';

function getFrom(web: ServedWeb) {
  return (path: string, who: Colleague | null, language = 'nl') =>
    web.app.inject({
      url: path,
      headers: { accept: 'text/html', ...(who ? { cookie: `werkplein_sessie=${who.session}; werkplein_taal=${language}` } : {}) },
    });
}

const words = (html: string) =>
  html
    .replaceAll(/<svg.*?<\/svg>/gs, ' ')
    .replaceAll(/<[^>]+>|\s+/g, ' ')
    .replaceAll(/ +/g, ' ');

describe('outflow per trait, of a town with two teams', () => {
  let web: ServedWeb;
  let get: ReturnType<typeof getFrom>;
  let [lead, manager]: Colleague[] = [];
  let town: { north: string; south: string };
  beforeAll(async () => {
    web = await serveWeb({ now: NOW });
    get = getFrom(web);
    town = await anOutflowTown(web.dataSource);
    lead = await aColleague(web, 'team_lead', 'Iris van der Meer', 'Team Noord');
    manager = await aColleague(web, 'management', 'Bas de Wit');
  });
  afterAll(() => web.close());

  it('says of the team of a team lead how many left, in its title', async () => {
    const page = words((await get('/uitstroom', lead!)).body);

    expect(page).toContain(
      'Van de 140 mensen met een uitkering op 1 oktober 2025 vonden er 24 werk binnen een jaar: 20 per 100 jaar uitkering',
    );
    expect(page).toContain('Team Noord · alle regelingen · van 1 oktober 2025 tot en met 30 september 2026');
    expect(page).toMatch(
      /24 vonden werk 17% .*4 zijn uit beeld: verhuisd, AOW of overleden 3% .*112 hadden aan het eind nog een uitkering 80%/,
    );
  });

  it('warns where it was not brought in who left, instead of showing that nobody did', async () => {
    const CAUTION = 'niet aangeleverd wie vertrok';
    for (const page of ['', '/kenmerk/health.self_rated', '/interventies', '/bereik', '/verloop']) {
      expect(words((await get(`/uitstroom${page}?vanaf=2022-06`, lead!)).body)).toContain(CAUTION);
      expect(words((await get(`/uitstroom${page}?vanaf=2026-01&maanden=6`, lead!)).body)).not.toContain(CAUTION);
    }
  });

  it('puts who differs from the average on top, with how certain that is', async () => {
    const page = words((await get('/uitstroom?noemer=start', lead!)).body);

    expect(page).toContain('Duidelijk minder vaak werk dan gemiddeld: Gezondheid (slecht)');
    expect(page).toMatch(/Lager dan gemiddeld: 2 groepen Gezondheid slecht 0% 0% tot 14% 24 mensen/);
    expect(page).toMatch(/Verschil niet zeker.* Lezen kan soms brieven lezen en begrijpen 5% 1% tot 24% 20 mensen/);
  });

  it('has every group in the table, those of whom we do not know it in groups of their own', async () => {
    const page = words((await get('/uitstroom?noemer=start', lead!)).body);

    expect(page.slice(page.indexOf('Alle groepen in cijfers'))).toContain(
      'Lezen bekend van 86% van de mensen kan brieven lezen en begrijpen 77 20 26% 17% tot 37%',
    );
    expect(page).toMatch(/niet bekend 19 3 16% 6% tot 38%/);
  });

  it('shows management all teams together, or one of them as its team lead sees it', async () => {
    const all = words((await get('/uitstroom', manager!)).body);
    const [north, own] = await Promise.all([get(`/uitstroom.json?team=${town.north}`, manager!), get('/uitstroom.json', lead!)]);

    expect(all).toContain('Van de 260 mensen met een uitkering op 1 oktober 2025 vonden er 54 werk');
    expect(all).toContain('Alle teams · alle regelingen');
    expect(all).toMatch(/Alle teams Team Noord Team Zuid/);
    expect(north.json<{ traits: unknown }>().traits).toEqual(own.json<{ traits: unknown }>().traits);
    expect(own.json()).toMatchObject({ scope: { team: 'Team Noord', scheme: null }, total: { people: 140, count: 24 } });
  });

  it.each(['/uitstroom', '/uitstroom.csv', '/uitstroom.json', '/uitstroom.svg'])(
    '%s shows a team lead no other team, whatever stands in the address',
    async (path) => {
      for (const team of [town.south, SOMEBODY, 'alle']) expect((await get(`${path}?team=${team}`, lead!)).statusCode).toBe(403);
      expect((await get(`${path}?team=${town.north}`, lead!)).statusCode).toBe(200);
      expect((await get(path, lead!)).body).not.toContain('Team Zuid');
    },
  );

  it('is for team leads and management only', async () => {
    for (const role of ['coach', 'admin', 'privacy_officer'] as const)
      expect((await get('/uitstroom', await aColleague(web, role))).statusCode).toBe(403);
    expect((await get('/uitstroom', null)).statusCode).toBe(303);
  });

  it('gives the same figures as CSV, JSON and picture, none of them kept by a browser', async () => {
    const [csv, json, svg] = await Promise.all(['csv', 'json', 'svg'].map((kind) => get(`/uitstroom.${kind}?noemer=start`, lead!)));

    expect(csv?.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="uitstroom-2025-10-12-maanden.csv"',
      'cache-control': 'no-store',
    });
    expect(csv?.body).toContain(
      '2025-10-01;2026-09-30;Lezen;kan soms brieven lezen en begrijpen;20;1;20;Mensen op de eerste dag;5,0;0,9;23,6;%;',
    );
    expect(csv?.body).toContain('Team Noord · alle regelingen');
    expect(json?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json?.json()).toMatchObject({ state: 'shown', definition: { denominator: 'start' }, total: { value: 24 / 140 } });
    expect(svg?.headers).toMatchObject({ 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-store' });
    expect(svg?.body).toMatch(/^<svg [\s\S]*Gezondheid: slecht[\s\S]*Samenhang, geen bewijs[\s\S]*<\/svg>$/);
  });

  it.each([
    ['any', 'stopte die bij 24 binnen een jaar'],
    ['sustained-6', 'had 100% een half jaar later nog geen uitkering'],
    ['part-time', 'betaald werk ernaast'],
  ])('counts %s when that is asked', async (measure, sentence) => {
    expect(words((await get(`/uitstroom?maat=${measure}`, lead!)).body)).toContain(sentence);
  });

  it.each([
    ['vanaf=2027-03', 'Deze maand is nog niet voorbij. Kies een eerdere maand.'],
    ['vanaf=1999-01', 'Zo ver terug gaan de cijfers niet. Kies een maand van de laatste vijf jaar.'],
    ['vanaf=vandaag', 'Kies een maand uit de lijst.'],
    ['vanaf=2025-01&maanden=13', 'Kies een lengte uit de lijst.'],
    ['vanaf=2026-05&maanden=24', 'Deze periode is nog niet voorbij. Kies een kortere periode of een eerdere maand.'],
    ['regeling=WW', 'Dit staat niet in de lijst. Kies uit de lijst.'],
    ['maat=geluk', 'Dit staat niet in de lijst. Kies uit de lijst.'],
    [`team=${SOMEBODY}`, 'Dit staat niet in de lijst. Kies uit de lijst.'],
  ])('refuses %s kindly', async (query, text) => {
    const reply = await get(`/uitstroom?${query}`, manager!);

    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(text);
    for (const kind of ['csv', 'json', 'svg']) expect((await get(`/uitstroom.${kind}?${query}`, manager!)).statusCode).toBe(400);
  });

  it('refuses a choice that comes twice, or is endless', async () => {
    expect((await get('/uitstroom?maat=work&maat=any', manager!)).statusCode).toBe(400);
    expect((await get(`/uitstroom?vanaf=${'9'.repeat(1000)}`, manager!)).statusCode).toBe(400);
    expect((await get('/uitstroom?regeling=%3Cscript%3E', manager!)).body).not.toContain('<script>');
  });

  it('says of a period before anybody was here that there was nobody, and of a team lead without a team what to do', async () => {
    expect(words((await get('/uitstroom?vanaf=2021-12&maanden=6', lead!)).body)).toContain('Niemand had toen een uitkering');
    const teamless = await aColleague(web, 'team_lead');
    await web.dataSource.query(`update staff set team_id = null where id = $1`, [teamless.staffId]);

    expect(words((await get('/uitstroom', teamless)).body)).toContain('U hoort nog niet bij een team');
    expect((await get('/uitstroom.csv', teamless)).statusCode).toBe(404);
  });

  it('says that nobody had answered yet', async () => {
    expect(words((await get('/uitstroom?vanaf=2024-01', lead!)).body)).toContain('Er zijn geen antwoorden van vóór 1 januari 2024.');
  });

  it('can be read in English', async () => {
    expect((await get('/uitstroom', lead!, 'en')).body).toContain(
      'Of the 140 people on a benefit on 1 October 2025, 24 found work within a year',
    );
  });

  it('speaks of what goes together, and never of an effect', async () => {
    const { body } = await get('/uitstroom', lead!);

    expect(body).toMatch(/samenhang/);
    expect(body).not.toMatch(/effect|oorzaak van|dankzij|risicoscore/i);
  });
});

describe('outflow per trait, where groups are small', () => {
  let web: ServedWeb;
  let get: ReturnType<typeof getFrom>;
  beforeAll(async () => {
    web = await serveWeb({ now: NOW });
    get = getFrom(web);
    await aTeamWith(web.dataSource, [...aGroup(60, 14, [reads(1)]), ...aGroup(4, 1, [reads(3)]), ...aGroup(30, 6, [])], 'Team Groot');
    await aTeamWith(web.dataSource, aGroup(9, 2, [reads(1)]), 'Team Klein');
  });
  afterAll(() => web.close());

  it('says that there are too few people, and gives no file with figures of them', async () => {
    const lead = await aColleague(web, 'team_lead', 'Iris', 'Team Klein');

    expect(words((await get('/uitstroom', lead)).body)).toContain('Te weinig mensen om te tonen');
    expect((await get('/uitstroom.csv', lead)).body).toContain(';Te weinig mensen om te tonen');
    expect((await get('/uitstroom.json', lead)).json()).toMatchObject({ state: 'too-few', total: null, fates: null, traits: [] });
    expect((await get('/uitstroom.svg', lead)).statusCode).toBe(404);
  });

  it('never lets the small team be found by subtracting the other from all: then it is in no figure, and the page says so', async () => {
    const manager = await aColleague(web, 'management', 'Bas');
    const [large] = await web.dataSource.query<[{ id: string }]>(`select id from team where name = 'Team Groot'`);
    const peopleOf = async (query: string) =>
      (await get(`/uitstroom.json${query}`, manager)).json<{ total: { people: number } }>().total.people;

    expect(await peopleOf('')).toBe(await peopleOf(`?team=${large.id}`));
    expect(words((await get('/uitstroom', manager)).body)).toContain('Een paar mensen staan in geen van deze cijfers');
  });

  it('shows no group of four, on the page nor in the files', async () => {
    const manager = await aColleague(web, 'management', 'Bea');
    const json = (await get('/uitstroom.json', manager)).json<{
      traits: { trait: string; groups: { figure: { people: number } | null }[] }[];
    }>();
    const people = json.traits.flatMap(({ groups }) =>
      groups.flatMap(({ figure }) => (figure && figure.people > 0 ? [figure.people] : [])),
    );

    expect(people.length).toBeGreaterThan(0);
    expect(Math.min(...people)).toBeGreaterThanOrEqual(10);
  });
});
