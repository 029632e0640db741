import { SessionsService, StaffService, type StaffRole } from '#libs/people';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { suggestedPeople, type SuggestedPerson } from '../support/factories/suggested.js';
import { aTeamName } from '../support/factories/team-with-spells.js';
import { wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const PERIOD = 'vanaf=2025-01&maanden=12';
const COURSE = 'LANGUAGE_COURSE';
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

interface Crowd {
  people: number;
  /** Of whom so many left for work half a year after the middle of the month. */
  work: number;
  intervention?: string;
  outcome?: 'completed' | 'stopped_early';
  speaks?: [before: number, later: number];
}

/** People on a benefit since 2022; of each crowd as many begin in each month of 2025 as there are in it. */
function crowd({ people, work, intervention, outcome, speaks }: Crowd): SuggestedPerson[] {
  return MONTHS.flatMap((month, nth) =>
    Array.from({ length: people }, (_, at): SuggestedPerson => {
      const on = `2025-${month}-15`;
      const left = Temporal.PlainDate.from(on).add({ months: 6 }).toString();
      return {
        spells: [at < work ? ['2022-01-01', left, 'WORK_EMPLOYED'] : ['2022-01-01']],
        observed: speaks
          ? [
              ['language.dutch_speaking', speaks[0], `${on}T06:00:00Z`.replace(`-15T`, `-10T`)],
              ['language.dutch_speaking', speaks[1], `${Temporal.PlainDate.from(on).add({ days: 91 })}T06:00:00Z`],
            ]
          : [],
        suggested: intervention ? [{ on, begins: on, intervention, ...(outcome && nth < 11 ? { outcome } : {}) }] : [],
      };
    }),
  );
}

const OFFICE: SuggestedPerson[] = [
  ...crowd({ people: 9, work: 4, intervention: COURSE, outcome: 'completed', speaks: [3, 2] }),
  ...crowd({ people: 6, work: 1, intervention: 'JOB_MATCHING', outcome: 'stopped_early' }),
  ...crowd({ people: 20, work: 2, speaks: [3, 3] }),
  ...crowd({ people: 20, work: 3 }),
  ...crowd({ people: 1, work: 0, intervention: 'IPS' }).slice(0, 6),
];

describe('the outflow pages of interventions', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let lead: string;
  let other: string;
  let management: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW }), openBrowser()]);
    const { teamName } = await suggestedPeople(web.dataSource, OFFICE);
    await web.dataSource.query('analyze');
    [lead, other, management] = [await signedIn('team_lead', teamName), await signedIn('team_lead'), await signedIn('management')];
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  let accounts = 0;
  /** @returns the session's cookie value */
  async function signedIn(role: StaffRole, teamName = aTeamName()): Promise<string> {
    const now = web.clock.now();
    const account = { email: `hulp${(accounts += 1)}@werkplein.example`, name: 'Iris van der Meer', role, teamName };
    const { staffId } = await web.app.get(StaffService, { strict: false }).add(account, now);
    return web.app.get(SessionsService, { strict: false }).begin(staffId, now);
  }
  const get = (path: string, session: string | null = lead) =>
    web.app.inject({ url: path, headers: { accept: 'text/html', ...(session ? { cookie: `werkplein_sessie=${session}` } : {}) } });
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: lead, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it('says of each kind of help what began, what followed, and how that compares', async () => {
    const { body, statusCode } = await get(`/uitstroom/interventies?${PERIOD}`);
    const words = wordsOf(body);

    expect(statusCode).toBe(200);
    expect(words).toContain('Wie begon met Taalcursus, vond vaker werk dan vergelijkbare mensen.');
    expect(words).toContain('verschil niet zeker');
    expect(words).toMatch(/Taalcursus .* 108 /);
    // Of who began in November and December it is not settled yet.
    expect(words).toContain('40 van 90 mensen');
    expect(words).toContain('Praten in het Nederlands: 100% beter, 0% slechter');
    expect(words).toContain('soorten hulp zijn er te weinig gegevens');
    // Six people began it: fewer than ten.
    expect(words).not.toMatch(/Werk en behandeling tegelijk \(IPS\) .{0,40} 6 /);
    expect(words).toContain('samenhang, geen bewijs');
  });

  it('says on the page of one how people were chosen, how certain it is, and what it cannot say', async () => {
    const words = wordsOf((await get(`/uitstroom/interventies/${COURSE}?${PERIOD}`)).body);

    expect(words).toMatch(/Wie begon met Taalcursus, vond vaker werk: 4\d% binnen een jaar, naast \d+% van vergelijkbare mensen/);
    expect(words).toMatch(/Van de 100 mensen vonden er 3\d méér werk binnen een jaar/);
    expect(words).toMatch(/Op elk moment van het jaar vond wie begon \d,\d keer zo vaak werk/);
    expect(words).toContain('Wie begon, verschilde misschien ook op andere punten.');
    expect(words).toContain('hetzelfde bekend over: Praten in het Nederlands, Lezen en Gezondheid');
    expect(words).toContain('Bijna iedereen die begon, had iemand die op hem of haar leek.');
  });

  it('sorts, and keeps the choices', async () => {
    const { body } = await get(`/uitstroom/interventies?${PERIOD}&volgorde=naam`);
    expect(body).toContain('aria-sort="ascending"');
    expect(body.indexOf('>Bemiddeling naar werk</a><span')).toBeLessThan(body.indexOf('>Taalcursus</a><span'));
    expect(body).toContain('href="/uitstroom/interventies/LANGUAGE_COURSE?vanaf&#x3D;2025-01&amp;maanden&#x3D;12"');
  });

  it('gives the same figures as a file, and nothing that the page does not show', async () => {
    const csv = (await get(`/uitstroom/interventies.csv?${PERIOD}`)).body;
    expect(csv).toContain(';Taalcursus;begonnen;108;');
    expect(csv).toContain('Werk en behandeling tegelijk (IPS);begonnen;;;;;;niet te zien');
    const json = (await get(`/uitstroom/interventies.json?${PERIOD}`)).json();
    const ips = json.interventions.find(({ type }: { type: string }) => type === 'IPS');
    expect(ips).toMatchObject({ started: null, offered: null, work12: null, comparison: { state: 'not-shown' } });
    const course = (await get(`/uitstroom/interventies/${COURSE}.json?${PERIOD}`)).json().interventions[0];
    expect(course).toMatchObject({ started: { people: 108 }, comparison: { state: 'shown' }, lots: null });
    expect((await get(`/uitstroom/interventies/${COURSE}.csv?${PERIOD}`)).body).toContain('hoe snel (Cox)');
    const svg = await get(`/uitstroom/interventies.svg?${PERIOD}`);
    expect(svg.headers['content-type']).toContain('image/svg+xml');
    expect(svg.body).toContain('Taalcursus');
  });

  it('shows a team lead the own team, and management all; others nothing', async () => {
    expect(wordsOf((await get(`/uitstroom/interventies?${PERIOD}`, other)).body)).toContain('begonnen te weinig mensen aan hetzelfde');
    expect(wordsOf((await get(`/uitstroom/interventies?${PERIOD}`, management)).body)).toContain('40 van 90 mensen');
    for (const role of ['coach', 'admin', 'privacy_officer'] as const)
      expect((await get(`/uitstroom/interventies?${PERIOD}`, await signedIn(role))).statusCode).toBe(403);
    expect((await get(`/uitstroom/interventies/${COURSE}?${PERIOD}`, null)).statusCode).toBe(303);
  });

  it('shows one that is not there, or prepares a decision of the law, to nobody', async () => {
    for (const code of ['FIETSLES', 'EXEMPTION_REVIEW'])
      expect((await get(`/uitstroom/interventies/${code}?${PERIOD}`)).statusCode).toBe(404);
    expect((await get(`/uitstroom/interventies?vanaf=gisteren`)).statusCode).toBe(422);
  });

  it('says so where there is too little', async () => {
    expect(wordsOf((await get(`/uitstroom/interventies/IPS?${PERIOD}`)).body)).toContain(
      'Te weinig gegevens over Werk en behandeling tegelijk (IPS)',
    );
  });

  it.each([
    ['a telephone', PHONE],
    ['a tablet', TABLET],
    ['a desktop', DESKTOP],
  ])('has no barriers, and never scrolls sideways, on %s', async (name, viewport) => {
    for (const path of [`interventies`, `interventies/${COURSE}`, `interventies/IPS`]) {
      const page = await open(`/uitstroom/${path}?${PERIOD}`, { viewport });
      expect(await page.locator('h1.wp-outflow__headline').count()).toBe(1);
      expect(await findBarriers(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      if (process.env['LOOK']) await page.screenshot({ path: `/tmp/in-look/${path.replace('/', '-')}-${name.split(' ')[1]}.png`, fullPage: true }); // prettier-ignore
      await page.close();
    }
  });
});
