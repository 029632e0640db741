import { SessionsService, StaffService, type StaffRole } from '#libs/people';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aTeamName, aTeamWith, times, type Observed, type Person } from '../support/factories/team-with-spells.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const BEFORE = '2025-09-01T10:00:00Z';

/** People on a benefit on 1 October 2025 who said the same, of whom so many left for work. */
function group(people: number, work: number, observed: readonly Observed[]): Person[] {
  return [
    ...times(work, { spells: [['2022-01-01', '2026-02-01', 'WORK_EMPLOYED']], observed }),
    ...times(people - work, { spells: [['2022-01-01']], observed }),
  ];
}

const reads = (value: number): Observed => ['literacy.reading_nl', value, BEFORE];
const feels = (value: number): Observed => ['health.self_rated', value, BEFORE];
const LIVELY: Person[] = [
  ...group(40, 14, [reads(1), feels(4)]),
  ...group(25, 4, [reads(1), feels(3)]),
  ...group(20, 1, [reads(2), feels(3)]),
  ...group(24, 0, [reads(3), feels(2)]),
  ...group(12, 2, [reads(1), ['finance.debt', 1, BEFORE]]),
  ...group(15, 3, []),
  ...times(4, { spells: [['2022-01-01', '2026-03-01', 'MOVED_MUNICIPALITY']] }),
];

describe('the outflow page', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let lead: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW }), openBrowser()]);
    const { teamName } = await aTeamWith(web.dataSource, LIVELY);
    lead = await signedIn('team_lead', teamName);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  let accounts = 0;
  /** @returns the session's cookie value */
  async function signedIn(role: StaffRole, teamName = aTeamName()): Promise<string> {
    const now = web.clock.now();
    const email = `iemand${(accounts += 1)}@werkplein.example`;
    const { staffId } = await web.app.get(StaffService, { strict: false }).add({ email, name: 'Iris van der Meer', role, teamName }, now);
    return web.app.get(SessionsService, { strict: false }).begin(staffId, now);
  }
  const get = (path: string, session: string | null = lead) =>
    web.app.inject({ url: path, headers: { accept: 'text/html', ...(session ? { cookie: `werkplein_sessie=${session}` } : {}) } });
  async function open(path: string, options: BrowserContextOptions = {}, session = lead): Promise<Page> {
    const page = await browser.newPage(options);
    await page.context().addCookies([{ name: 'werkplein_sessie', value: session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it('says in its title what it shows', async () => {
    const page = await open('/uitstroom');

    expect(await page.locator('h1').textContent()).toBe(
      'Van de 140 mensen die op 1 oktober 2025 een uitkering hadden, vond 17% werk binnen een jaar',
    );
    expect(await page.locator('.wp-outcome').allTextContents()).toEqual([
      '24vonden werk17%',
      '4stopten om een andere reden3%',
      '112hadden aan het eind nog een uitkering80%',
      '0zijn nog niet zeker: kort geleden gestopt0%',
    ]);
  });

  it('puts the groups beside the average, furthest below first, and says of each how certain that is', async () => {
    const page = await open('/uitstroom', { viewport: DESKTOP });
    const rows = (await page.locator('.wp-forest__row:has(.wp-forest__name)').allTextContents()).map((text) =>
      text.replaceAll(/\s+/g, ' ').trim(),
    );

    expect(rows[0]).toBe('Gezondheid slecht 0% 0% tot 14% 24 mensen lager dan gemiddeld');
    expect(rows).toContain('Lezen kan soms brieven lezen en begrijpen 5% 1% tot 24% 20 mensen verschil niet zeker');
    expect(await page.locator('.wp-forest').getAttribute('aria-label')).toContain('naast het gemiddelde van 17%');
  });

  it('has the same figures in a table, with who gave no answer in groups of their own', async () => {
    const page = await open('/uitstroom');
    const rows = (await page.locator('.wp-outflow__table tr').allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    const reading = rows.slice(rows.indexOf('Lezen'), rows.indexOf('Internet') - 2);

    expect(reading).toEqual([
      'Lezen',
      'kan brieven lezen en begrijpen 77 20 26% 17% tot 37% 31,4 19,2 tot 48,5',
      'kan soms brieven lezen en begrijpen 20 1 5% 1% tot 24% 5,2 0,1 tot 28,8',
      'kan brieven nu niet lezen en begrijpen 24 0 0% 0% tot 14% 0,0 0,0 tot 15,3',
      'niet bekend 19 3 16% 6% tot 38% 20,5 4,1 tot 59,8',
      'wil het niet zeggen niemand',
    ]);
  });

  it('hides a small group, and others with it so that nobody can subtract', async () => {
    const { teamName } = await aTeamWith(web.dataSource, [...group(40, 9, [reads(1)]), ...group(4, 1, [reads(3)]), ...group(30, 5, [])]);
    const page = (await get('/uitstroom', await signedIn('team_lead', teamName))).body
      .replaceAll(/<[^>]+>|\s+/g, ' ')
      .replaceAll(/ +/g, ' ');

    expect(page).toContain('kan soms brieven lezen en begrijpen of kan brieven nu niet lezen en begrijpen niet getoond');
    expect(page).toContain('niet bekend niet getoond');
    expect(page).toContain('niet getoonde groepen samen 34 6 18%');
  });

  it('gives the same figures as CSV', async () => {
    const reply = await get('/uitstroom.csv?vanaf=2025-10&maanden=12');
    const lines = reply.body.split('\r\n');

    expect(reply.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="uitstroom-2025-10-12-maanden.csv"',
      'cache-control': 'no-store',
    });
    expect(lines[0]).toMatch(/^\uFEFFvanaf;tot en met;kenmerk;groep;mensen;naar werk;deel naar werk \(%\);/);
    expect(lines).toContain('2025-10-01;2026-09-30;Alle mensen;andere reden;4;;;;;;;;;');
    expect(lines).toContain('2025-10-01;2026-09-30;Lezen;kan soms brieven lezen en begrijpen;20;1;5,0;0,9;23,6;19,3;5,2;0,1;28,8;');
  });

  it('asks for a period, and says beside the field what cannot be', async () => {
    const page = await open('/uitstroom');
    await page.getByLabel('Vanaf').selectOption('2026-05');
    await page.getByLabel('Hoe lang').selectOption('twee jaar');
    await page.getByRole('button', { name: 'Toon deze periode' }).click();

    expect(await page.getByRole('alert').textContent()).toBe(
      'Deze periode is nog niet voorbij. Kies een kortere periode of een eerdere maand.',
    );
    expect(await page.getByLabel('Vanaf').inputValue()).toBe('2026-05');
    expect(await page.getByLabel('Hoe lang').inputValue()).toBe('24');
    expect(await findBarriers(page)).toEqual([]);

    await page.getByLabel('Hoe lang').selectOption('een half jaar');
    await page.getByRole('button', { name: 'Toon deze periode' }).click();
    expect(await page.locator('h1').textContent()).toContain('op 1 mei 2026 een uitkering hadden, vond 0% werk binnen een half jaar');
  });

  it.each([
    ['?vanaf=2027-03', 'Deze maand is nog niet voorbij. Kies een eerdere maand.'],
    ['?vanaf=1999-01', 'Zo ver terug gaan de cijfers niet. Kies een maand van de laatste vijf jaar.'],
    ['?vanaf=vandaag', 'Kies een maand uit de lijst.'],
    ['?vanaf=2025-01&maanden=13', 'Kies een lengte uit de lijst.'],
  ])('refuses %s kindly', async (query, words) => {
    const reply = await get(`/uitstroom${query}`);

    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(words);
    expect((await get(`/uitstroom.csv${query}`)).statusCode).toBe(400);
  });

  it.each<[string, Person[], string]>([
    ['nobody is in it', [], 'Niemand had toen een uitkering'],
    ['there are too few to show', group(9, 2, [reads(1)]), 'Te weinig mensen om te tonen'],
    ['nobody has answered yet', group(40, 8, []), 'Er zijn geen antwoorden van vóór 1 oktober 2025.'],
    [
      'every group is small',
      [...group(30, 8, [reads(1)]), ...group(4, 0, [reads(3)]), ...group(5, 1, [])],
      'De groepen zijn op 1 oktober 2025 te klein om te tonen.',
    ],
  ])('of a team says so when %s', async (_, people, words) => {
    const teamName = aTeamName();
    if (people.length > 0) await aTeamWith(web.dataSource, people, teamName);
    const reply = await get('/uitstroom', await signedIn('team_lead', teamName));

    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain(words);
  });

  it('is for team leads, and for their own team only', async () => {
    const [coach, admin, other] = [await signedIn('coach'), await signedIn('admin'), await signedIn('team_lead')];
    for (const path of ['/uitstroom', '/uitstroom.csv']) {
      expect((await get(path, coach)).statusCode).toBe(403);
      expect((await get(path, admin)).statusCode).toBe(403);
      expect((await get(path, null)).statusCode).toBe(303);
    }
    expect((await get('/uitstroom', other)).body).toContain('Niemand had toen een uitkering');
    expect((await get('/uitstroom.csv', other)).body).not.toContain('Lezen');
  });

  it.each([
    ['a phone', PHONE, 'light'],
    ['a phone in the dark', PHONE, 'dark'],
    ['a tablet', TABLET, 'light'],
    ['a desk', DESKTOP, 'light'],
    ['a desk in the dark', DESKTOP, 'dark'],
  ] as const)('can be read on %s', async (_, viewport, colorScheme) => {
    const page = await open('/uitstroom', { viewport, colorScheme });

    expect(await sidewaysScroll(page)).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('can be read in English', async () => {
    const reply = await web.app.inject({
      url: '/uitstroom',
      headers: { accept: 'text/html', cookie: `werkplein_sessie=${lead}; werkplein_taal=en` },
    });

    expect(reply.body).toContain('Of the 140 people on a benefit on 1 October 2025, 17% found work within a year');
  });

  it('speaks of what goes together, and never of an effect', async () => {
    const { body } = await get('/uitstroom');

    expect(body).toMatch(/samenhang/);
    expect(body).not.toMatch(/effect|oorzaak van|dankzij/i);
  });
});
