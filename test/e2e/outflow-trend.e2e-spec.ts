import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aTrendTown } from '../support/factories/trend-town.js';
import { wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const YEAR = 'vanaf=2025-10&maanden=12';

describe('the trend of a town', () => {
  let web: ServedWeb;
  let [lead, small, manager]: Colleague[] = [];
  let town: Awaited<ReturnType<typeof aTrendTown>>;
  beforeAll(async () => {
    web = await serveWeb({ now: '2026-11-21T10:00:00+01:00' });
    town = await aTrendTown(web.dataSource);
    lead = await aColleague(web, 'team_lead', 'Iris van der Meer', 'Team Noord');
    small = await aColleague(web, 'team_lead', 'Sam Visser', 'Team Oost');
    manager = await aColleague(web, 'management', 'Bas de Wit');
  });
  afterAll(() => web.close());

  const get = (path: string, who: Colleague | null, language = 'nl') =>
    web.app.inject({
      url: path,
      headers: { accept: 'text/html', ...(who ? { cookie: `werkplein_sessie=${who.session}; werkplein_taal=${language}` } : {}) },
    });
  const words = async (path: string, who: Colleague | undefined) => wordsOf((await get(path, who!)).body);
  interface Told {
    state: string;
    months: { month: string; counts: Record<string, number> | null; before: Record<string, number> | null }[];
    totals: { came: number; work: number; other: number; outOfSight: number; persons: Record<string, number> } | null;
    years: { year: number; reasons: unknown[] | null }[];
  }
  const json = async (query: string, who: Colleague | undefined) => (await get(`/uitstroom/verloop.json?${query}`, who!)).json<Told>();

  it('says in its title who came and who left, and of that how many for work', async () => {
    const { totals } = await json(YEAR, lead);
    const left = totals!.work + totals!.other + totals!.outOfSight;
    const page = await words(`/uitstroom/verloop?${YEAR}`, lead);
    expect(page).toContain(
      `In 12 maanden kwamen ${totals!.came} mensen erbij en gingen ${left} mensen weg, van wie ${totals!.work} naar werk`,
    );
    expect(page).toContain('Team Noord · alle regelingen · van 1 oktober 2025 tot en met 30 september 2026');
    expect(left).toBe(totals!.persons['ended']);
    expect(totals!.work).toBeGreaterThan(0);
  });

  it('has the numbers of the picture in a table, and in files that say whom they are about', async () => {
    const { months } = await json(YEAR, lead);
    const page = await words(`/uitstroom/verloop?${YEAR}`, lead);
    const { stock, came, work, other, outOfSight } = months[0]!.counts!;
    expect(page).toContain(`oktober 2025 ${stock} ${came} ${work} ${other} ${outOfSight} `);
    const csv = (await get(`/uitstroom/verloop.csv?${YEAR}`, lead!)).body;
    expect(csv.split('\r\n')[1]).toMatch(new RegExp(`^2025-10;${stock};${came};${work};${other};${outOfSight};`));
    expect(csv).toContain('Team Noord · alle regelingen');
    const svg = await get(`/uitstroom/verloop.svg?${YEAR}`, lead!);
    expect(svg.headers['content-type']).toContain('image/svg+xml');
    expect(svg.body).toContain('Gewone tellingen, geen voorspelling.');
    expect(svg.body).not.toMatch(/var\(|<script|undefined|NaN/);
  });

  it('marks a month of which somebody may still come back', async () => {
    const page = await words('/uitstroom/verloop?vanaf=2025-11&maanden=12', manager);
    expect(page).toContain('oktober 2026 nog niet definitief');
    expect(page).not.toContain('september 2026 nog niet definitief');
    expect(await words(`/uitstroom/verloop?${YEAR}`, manager)).not.toContain('nog niet definitief');
  });

  it('says what was not delivered instead of nought: paid work, and who shares a benefit', async () => {
    const page = await words(`/uitstroom/verloop?${YEAR}`, manager);
    expect(page).toContain('over betaald werk naast de uitkering is nog niets aangeleverd');
    expect(page).toContain('Wie met wie een uitkering deelt, is niet aangeleverd.');
    expect(page).not.toContain('Met werk ernaast 0%');
  });

  it('divides by three things, each with its name', async () => {
    const page = await words(`/uitstroom/verloop?${YEAR}`, manager);
    const { ended, start, average, years } = (await json(YEAR, manager)).totals!.persons;
    expect(page).toContain(`het aantal aan het begin ${((100 * ended!) / start!).toFixed(1).replace('.', ',')}% ${ended} van ${start}`);
    expect(page).toContain(`${ended} van gemiddeld ${average}`);
    expect(page).toContain(`${ended} in ${years} jaar`);
    expect(await words('/uitstroom/verloop?vanaf=2025-04&maanden=18', manager)).toContain('Let op: dit gaat over 18 maanden');
  });

  it('tells why people left of whole years and of everybody only', async () => {
    expect((await json(YEAR, manager)).years).toEqual([expect.objectContaining({ year: 2025, reasons: expect.any(Array) })]);
    expect((await json(YEAR, lead)).years).toEqual([expect.objectContaining({ year: 2025, reasons: null })]);
    expect(await words(`/uitstroom/verloop?${YEAR}`, manager)).toContain('Waarom uitkeringen stopten in 2025 Werk in loondienst');
    expect(await words(`/uitstroom/verloop?${YEAR}`, lead)).not.toContain('Waarom uitkeringen stopten');
  });

  it('shows nothing of a team of twelve, and nothing from which it could be worked out: not over teams, files or periods', async () => {
    expect(await words(`/uitstroom/verloop?${YEAR}`, small)).toContain('Te weinig mensen om te tonen');
    expect((await json(YEAR, small)).months).toEqual([]);
    expect((await get(`/uitstroom/verloop.svg?${YEAR}`, small!)).statusCode).toBe(404);
    const teams = await web.dataSource.query<{ id: string }[]>(`select id from team`);
    for (const query of [YEAR, 'vanaf=2025-04&maanden=18', 'vanaf=2026-04&maanden=6']) {
      const all = await json(query, manager);
      const each = await Promise.all(teams.map(({ id }) => json(`${query}&team=${id}`, manager)));
      for (const [place, { counts }] of all.months.entries()) {
        const shown = each.flatMap(({ months }) => months[place]?.counts?.['stock'] ?? []);
        const rest = counts!['stock']! - shown.reduce((sum, stock) => sum + stock, 0);
        expect([shown.every((stock) => stock >= 20), rest >= 20]).toEqual([true, true]);
      }
    }
    expect((await json(`${YEAR}&team=${town.north}&regeling=PW`, manager)).state).toBe('combination');
    expect(await words(`/uitstroom/verloop?${YEAR}&team=${town.north}&regeling=PW`, manager)).toContain(
      'Kies alle regelingen, of alle teams',
    );
  });

  it('comes back as it was filled in, with what is wrong beside its field', async () => {
    const { statusCode, body } = await get('/uitstroom/verloop?vanaf=2031-01', lead!);
    expect(statusCode).toBe(422);
    expect(body).toMatch(/id="vanaf-fout"[^>]*>Deze maand is nog niet voorbij/);
    expect((await get('/uitstroom/verloop.csv?vanaf=2031-01', lead!)).statusCode).toBe(400);
  });

  it('is for team leads of their own team and for management, and for nobody else', async () => {
    expect((await get(`/uitstroom/verloop?team=${town.south}`, lead!)).statusCode).toBe(403);
    expect((await get(`/uitstroom/verloop.json?team=${town.south}`, lead!)).statusCode).toBe(403);
    for (const role of ['coach', 'admin', 'privacy_officer'] as const) {
      const other = await aColleague(web, role);
      for (const file of ['', '.csv', '.json', '.svg']) expect((await get(`/uitstroom/verloop${file}`, other)).statusCode).toBe(403);
    }
  });

  it('speaks of what happened only, in English as well', async () => {
    const page = wordsOf((await get(`/uitstroom/verloop?${YEAR}`, manager!, 'en')).body);
    expect(page).toMatch(/In 12 months \d+ people came and \d+ people left, \d+ of them for work/);
    expect(`${page}${await words(`/uitstroom/verloop?${YEAR}`, manager)}`).not.toMatch(/effect|oorzaak|risicoscore|verwacht|expected/i);
  });
});
