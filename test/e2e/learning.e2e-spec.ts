import { SessionsService, StaffService, type StaffRole } from '#libs/people';
import { RulesService } from '#libs/rules';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { suggestedPeople, type Suggested, type SuggestedPerson } from '../support/factories/suggested.js';
import { aTeamName } from '../support/factories/team-with-spells.js';
import { wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const PERIOD = '?vanaf=2025-01&maanden=12';
const IT = 'WORK_CAPACITY_ASSESSMENT';
const OUTCOMES = `/leren/${IT}${PERIOD}`;
const HEALTH = 'health.self_rated';

const times = (count: number, suggested: Suggested, rest: Partial<SuggestedPerson> = {}): SuggestedPerson[] =>
  Array.from({ length: count }, () => ({ spells: [['2022-01-01']], birthDate: '1980-05-05', suggested: [suggested], ...rest }));
const left = { spells: [['2022-01-01', '2025-09-01', 'WORK_EMPLOYED']] } as const satisfies Partial<SuggestedPerson>;
const it1 = { on: '2025-03-01', read: [[HEALTH, 2]] } as const satisfies Suggested;
const began = { ...it1, decision: 'accepted', begins: '2025-03-10', outcome: 'completed' } as const satisfies Suggested;
const better = { observed: [[HEALTH, 4, '2025-06-02T10:00:00Z']] } as const satisfies Partial<SuggestedPerson>;
const PAST: SuggestedPerson[] = [
  ...times(18, began, { ...left, ...better }),
  ...times(22, began, better),
  ...times(5, { ...it1, decision: 'declined', reason: 'not_now' }, { ...left, birthDate: '2000-01-01' }),
  ...times(35, { ...it1, decision: 'declined', reason: 'does_not_fit' }, { birthDate: '1990-06-01' }),
  ...times(6, { ...it1, decision: 'adjusted', reason: 'words' }),
  ...times(12, { ...it1, withdrawn: true }, { birthDate: '1966-01-01' }),
  ...times(4, { on: '2025-03-01', intervention: 'DEBT_COUNSELLING', rules: ['has-debts'], decision: 'accepted' }),
  ...times(26, {
    on: '2026-05-01',
    rules: ['has-debts'],
    intervention: 'DEBT_COUNSELLING',
    decision: 'declined',
    reason: 'already_has_help',
  }),
];

describe('looking back on suggestions', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let lead: string;
  let admin: string;
  let officer: string;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW }), openBrowser()]);
    await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
    const { teamName } = await suggestedPeople(web.dataSource, PAST);
    lead = await signedIn('team_lead', teamName);
    admin = await signedIn('admin');
    officer = await signedIn('privacy_officer');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  let accounts = 0;
  async function signedIn(role: StaffRole, teamName = aTeamName()): Promise<string> {
    const now = web.clock.now();
    const email = `iemand${(accounts += 1)}@werkplein.example`;
    const team = role === 'team_lead' || role === 'coach' ? { teamName } : {};
    const { staffId } = await web.app
      .get(StaffService, { strict: false })
      .add({ email, name: 'Iris van der Meer', role, teamName: undefined, ...team }, now);
    return web.app.get(SessionsService, { strict: false }).begin(staffId, now);
  }
  const get = (path: string, session: string | null = lead) =>
    web.app.inject({ url: path, headers: { accept: 'text/html', ...(session ? { cookie: `werkplein_sessie=${session}` } : {}) } });
  const words = async (path: string, session: string | null = lead) => wordsOf((await get(path, session)).body);
  async function open(path: string, options: BrowserContextOptions = {}, session: string | null = lead): Promise<Page> {
    const page = await browser.newPage(options);
    if (session) await page.context().addCookies([{ name: 'werkplein_sessie', value: session, url: web.url }]);
    await page.goto(`${web.url}${path}`);
    return page;
  }

  it('says per thing on offer what coaches decided, and what is too small not at all', async () => {
    const page = await words(`/leren${PERIOD}`);

    expect(page).toContain('Suggesties aan klanten van uw team, van 1 januari 2025 tot en met 31 december 2025.');
    expect(page).toMatch(/98 suggesties\s+41% overgenomen\s?6% iets anders gekozen\s?41% afgewezen\s?12% niets besloten/);
    expect(page).toContain('Hulp bij geld en schulden Alle regels samen niet getoond: minder dan 10');
    expect(page).toContain('Dit is samenhang, geen bewijs.');
  });

  it('flags the rule that coaches keep declining, with their reasons', async () => {
    const page = await words(`/leren${PERIOD}`, admin);

    expect(page).toContain('Nakijken: één regel die coaches vaak afwijzen');
    expect(page).toContain('26 van de 26 keer afgewezen krijgt al hulp (26)');
  });

  it('puts who began beside who was in the same situation and did not, with ranges and without a claim', async () => {
    const page = await words(OUTCOMES);

    expect(page).toContain('Van wie begon, vond 45% werk. Van wie in dezelfde situatie niet begon, 9%.');
    expect(page).toMatch(/Het verschil is 36 procentpunt, met een bereik van \d+ tot \d+\. Dit is samenhang, geen bewijs\./);
    expect(page).toMatch(/Begonnen 40 18 45%/);
    expect(page).toMatch(/Zelfde situatie, niet begonnen 58 5 9%/);
    expect(page).not.toMatch(/effect|oorzaak|risico|voorspel|dankzij|door het aanbod/i);
  });

  it('says so when there is nothing, too little, no team, or no such period', async () => {
    expect(await words('/leren?vanaf=2024-01&maanden=6')).toContain('Er is in deze periode niets voorgesteld');
    expect(await words(`/leren/DEBT_COUNSELLING${PERIOD}`)).toContain('Te weinig suggesties om te tonen');
    const wrong = await get('/leren?vanaf=2025-13');
    expect([wrong.statusCode, wordsOf(wrong.body)]).toEqual([422, expect.stringContaining('Kies een maand uit de lijst.')]);
    expect((await get(`/leren/GEEN_AANBOD${PERIOD}`)).statusCode).toBe(404);
  });

  it('is of the own team for a team lead, and of all for an administrator', async () => {
    const elsewhere = await signedIn('team_lead', aTeamName());
    expect(await words(`/leren${PERIOD}`, elsewhere)).toContain('Er is in deze periode niets voorgesteld');
    expect(await words(`/leren${PERIOD}`, admin)).toContain('98 suggesties');
    for (const role of ['coach', 'privacy_officer'] as const) expect((await get('/leren', await signedIn(role))).statusCode).toBe(403);
  });

  it('shows whether people are treated alike by age; of sex nothing without a ground', async () => {
    const page = await words('/verantwoording/gelijk?vanaf=2025-01&maanden=12', officer);

    expect(page).toContain('Alle mensen die op 1 januari 2025 een uitkering hadden');
    expect(page).toMatch(/Suggestie overgenomen .*35 tot en met 44 88% \d+% tot \d+% hoger dan iedereen samen/);
    expect(page).toContain('Er is geen grondslag vastgelegd om geslacht te kennen');
    expect(page.includes('Naar geslacht')).toBe(false);
    expect((await get('/verantwoording/gelijk', await signedIn('coach'))).statusCode).toBe(403);
  });

  it('tells every citizen every rule in plain words, in Dutch and in English', async () => {
    const dutch = await words('/regels', null);
    expect(dutch).toContain('Een mens besluit');
    expect(dutch).toMatch(/Als het antwoord bij gezondheid "slecht" of "zeer slecht" is/);
    expect(dutch).toContain('uw nationaliteit');
    expect(dutch).toMatch(/Er gelden nu \d+ regels\./);
    expect(await words('/regels?taal=en', null)).toContain('A person decides');
    expect(dutch).not.toContain('Iris van der Meer');
  });

  const SCREENS = {
    learning: [`/leren${PERIOD}`, () => lead],
    flagged: [`/leren${PERIOD}`, () => admin],
    outcomes: [OUTCOMES, () => lead],
    wrong: ['/leren?vanaf=2025-13', () => lead],
    fairness: ['/verantwoording/gelijk?vanaf=2025-01&maanden=12', () => officer],
    rules: ['/regels', () => null],
  } as const;
  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('has no barriers on a %s, opened out as well', async (size, viewport) => {
    for (const [name, [path, session]] of Object.entries(SCREENS)) {
      const page = await open(path, { viewport }, session());
      await page.locator('main details').evaluateAll((all) => all.slice(0, 3).forEach((one) => one.setAttribute('open', '')));
      expect([name, await findBarriers(page), await sidewaysScroll(page)]).toEqual([name, [], 0]);
      if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${name}-${size}.png`, fullPage: true });
      await page.context().close();
    }
  });

  it('is light in the dark as well', async () => {
    for (const [path, session] of [SCREENS.flagged, SCREENS.outcomes, SCREENS.fairness, SCREENS.rules]) {
      const page = await open(path, { viewport: DESKTOP, colorScheme: 'dark' }, session());
      expect([path, await findBarriers(page)]).toEqual([path, []]);
      await page.context().close();
    }
  });
});
