import { SessionsService, StaffService, type StaffRole } from '#libs/people';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aTeamName, aTeamWith, times, type Observed, type Person } from '../support/factories/team-with-spells.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const BEFORE = '2025-09-01T10:00:00Z';
const PATH = '/uitstroom/kenmerk/health.self_rated';

const feels = (value: number): Observed => ['health.self_rated', value, BEFORE];

/** People on a benefit on 1 October 2025, of whom some left for work, spread over the year. */
function group(people: number, work: number, observed: readonly Observed[]): Person[] {
  const left = (at: number) => String(Temporal.PlainDate.from('2025-10-05').add({ days: Math.floor((350 * at) / work) }));
  return [
    ...Array.from({ length: work }, (_, at): Person => ({ spells: [['2024-01-01', left(at), 'WORK_EMPLOYED']], observed })),
    ...times(people - work, { spells: [['2024-01-01']], observed }),
  ];
}

const TEAM: Person[] = [
  ...group(30, 14, [feels(5)]),
  ...group(40, 16, [feels(4)]),
  ...group(34, 9, [feels(3)]),
  ...group(30, 4, [feels(2)]),
  ...group(3, 1, [feels(1)]),
  ...group(25, 5, []),
];

describe('the page of one trait', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let teamName: string;
  let lead: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW }), openBrowser()]);
    ({ teamName } = await aTeamWith(web.dataSource, TEAM));
    await aTeamWith(web.dataSource, [...group(40, 10, [feels(4)]), ...group(40, 5, [feels(2)])]);
    lead = await signedIn('team_lead', teamName);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  let accounts = 0;
  /** @returns the session's cookie value */
  async function signedIn(role: StaffRole, team = aTeamName()): Promise<string> {
    const now = web.clock.now();
    const email = `kenmerk${(accounts += 1)}@werkplein.example`;
    const { staffId } = await web.app
      .get(StaffService, { strict: false })
      .add({ email, name: 'Iris van der Meer', role, teamName: team }, now);
    return web.app.get(SessionsService, { strict: false }).begin(staffId, now);
  }
  const get = (path: string, session: string | null = lead) =>
    web.app.inject({ url: path, headers: { accept: 'text/html', ...(session ? { cookie: `werkplein_sessie=${session}` } : {}) } });
  async function json(query = '', session = lead) {
    return (await get(`${PATH}.json${query}`, session)).json<{
      state: string;
      grid: number;
      everybody: { people: number; points: { month: number; atRisk: number; work: { value: number } }[] };
      groups: { keys: string[]; label: string; people: number; points: { month: number; work: { value: number } }[] }[];
    }>();
  }
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: lead, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it('shows a team lead who of each group found work, in words, a picture and a table', async () => {
    const { statusCode, body } = await get(PATH);

    expect(statusCode).toBe(200);
    expect(body).toContain('Gezondheid: van ‘zeer goed’ vond 47% werk binnen een jaar');
    expect(body).toContain('De groepen verschillen');
    expect(body).toMatch(/role="img" aria-label="Lijngrafiek: het deel dat werk vond\. Na 12 maanden: [^"]*niet bekend: 20%/);
    expect(body).toContain('Er is een punt per half jaar');
    expect(body).not.toMatch(/oorzaak|effect|risico/i);
  });

  it('shows who still has a benefit when that is asked, and carries it along in every link', async () => {
    const { body } = await get(`${PATH}?beeld=blijft&maanden=6`);

    expect(body).toContain('na een half jaar nog een uitkering');
    expect(body.replaceAll('&#x3D;', '=')).toContain('health.self_rated.csv?vanaf=2025-10&amp;maanden=6&amp;beeld=blijft');
    expect(body).toContain('<input type="hidden" name="beeld" value="blijft">');
  });

  it('has the same groups in every file, and nothing of the three who feel very bad', async () => {
    const [csv, svg, found] = [await get(`${PATH}.csv`), await get(`${PATH}.svg`), await json()];

    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toContain('uitstroom-health-self-rated-2025-10-12-maanden.csv');
    expect(svg.headers['content-type']).toContain('image/svg+xml');
    expect(found.groups.find(({ keys }) => keys.length === 1 && keys[0] === '1')).toBeUndefined();
    expect(found.groups.every(({ people }) => people === 0 || people >= 10)).toBe(true);
    for (const { label } of found.groups.filter(({ people }) => people > 0)) {
      expect(csv.body).toContain(`;${label};`);
      expect(svg.body.replaceAll(/<[^>]+>/g, ' ')).toContain(label.split(' ')[0]);
    }
    expect(found.everybody).toMatchObject({
      people: 162,
      points: [{ month: 0, atRisk: 162 }, { month: 6 }, { month: 12, work: { value: 0.3025 } }],
    });
  });

  it('is not changed by what is answered later', async () => {
    const before = await json();
    await web.dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select id, 'health.self_rated', 'answered', 1, timestamptz '2026-02-01', timestamptz '2026-02-01', 'self_report', 'sms', 'self', 'nl' from client limit 40`,
    );

    await web.dataSource.query(`delete from outflow_cohort`);
    expect((await json()).groups).toEqual(before.groups);
  });

  it('says kindly what cannot be, next to where it was chosen', async () => {
    const { statusCode, body } = await get(`${PATH}?censureren=nooit`);

    expect(statusCode).toBe(422);
    expect(body).toMatch(/id="censureren-fout"[^>]*>Dit staat niet in de lijst/);
    expect((await get(`${PATH}?maanden=5`)).statusCode).toBe(422);
  });

  it('says when time cannot be counted from the beginning of the benefit', async () => {
    const { statusCode, body } = await get(`${PATH}?klok=uitkering`);

    expect(statusCode).toBe(200);
    expect(body).toContain('Tellen vanaf het begin van de uitkering kan hier niet');
    expect((await get(`${PATH}.svg?klok=uitkering`)).statusCode).toBe(404);
    expect(await json('?klok=uitkering')).toMatchObject({ state: 'no-clock', groups: [] });
  });

  it.each(['/uitstroom/kenmerk/niets', '/uitstroom/kenmerk/wish.work', '/uitstroom/kenmerk/niets.csv'])('knows no %s', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });

  it('is for team leads and management: a team lead sees the own team, management chooses', async () => {
    const [one, other] = await web.dataSource.query<{ id: string; name: string }[]>(
      `select id, name from team order by name = $1 desc limit 2`,
      [teamName],
    );

    for (const role of ['coach', 'admin', 'privacy_officer'] as const)
      expect((await get(PATH, await signedIn(role, teamName))).statusCode).toBe(403);
    expect((await get(PATH, null)).statusCode).toBe(303);
    expect((await get(`${PATH}?team=${other!.id}`)).statusCode).toBe(403);
    expect((await get(`${PATH}.json?team=${other!.id}`)).statusCode).toBe(403);
    const manager = await signedIn('management');
    expect((await json(`?team=${one!.id}`, manager)).everybody.people).toBe(162);
    expect((await json('', manager)).everybody.people).toBeGreaterThan(162);
  });

  it('can be read without JavaScript, and has no barriers on any screen', async () => {
    const screens = [
      [PHONE, PATH],
      [PHONE, `${PATH}?beeld=blijft&censureren=left`],
      [PHONE, `${PATH}?klok=uitkering`],
      [TABLET, PATH],
      [DESKTOP, PATH],
    ] as const;
    for (const [viewport, path] of screens) {
      const page = await open(path, { viewport });
      expect(await findBarriers(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await page.close();
    }
    const page = await open(PATH, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Nog met uitkering' }).click();
    expect(await page.getByRole('img', { name: /nog een uitkering had/ }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Alle kenmerken' }).click();
    expect(new URL(page.url()).pathname).toBe('/uitstroom');
    await page.close();
  });
});
