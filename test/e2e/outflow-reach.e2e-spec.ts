import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { roundsOf, type Round } from '../support/factories/rounds.js';
import { suggestedPeople } from '../support/factories/suggested.js';
import { aTeamName } from '../support/factories/team-with-spells.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-21T10:00:00+01:00';
const REACH = '/uitstroom/bereik';
/** The usual period then: October 2025 to September 2026. */
const ROUNDS: Record<number, Omit<Round, 'client'>[]> = {
  60: [{ outcome: 'finished', openedAt: '2026-02-02T09:00:00Z' }],
  85: [{ outcome: 'silent', openedAt: '2026-03-02T09:00:00Z' }],
  100: [{ outcome: 'unreachable', channel: null, unreachableReason: 'opted_out', openedAt: '2026-03-02T09:00:00Z' }],
};

describe('the page of reach', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let lead: Colleague;
  let boss: Colleague;
  let other: { teamId: string };
  const teamName = aTeamName();
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW }), openBrowser()]);
    const { clientIds } = await suggestedPeople(
      web.dataSource,
      Array.from({ length: 120 }, (_, at) => ({
        birthDate: at % 2 === 0 ? '1980-01-01' : '1999-06-01',
        spells: [['2022-01-01']] as const,
        observed: at < 60 ? ([['literacy.reading_nl', at < 30 ? 1 : 3, '2025-09-01T10:00:00Z']] as const) : [],
      })),
      teamName,
    );
    const rounds = clientIds.flatMap((client, at): Round[] => {
      const bound = Object.keys(ROUNDS)
        .map(Number)
        .find((end) => at < end);
      return bound === undefined ? [] : ROUNDS[bound]!.map((round) => ({ client, ...round }));
    });
    await roundsOf(web.dataSource, rounds);
    other = await suggestedPeople(
      web.dataSource,
      Array.from({ length: 4 }, () => ({ spells: [['2022-01-01']] as const })),
    );
    lead = await aColleague(web, 'team_lead', 'Ruben van der Meer', teamName);
    boss = await aColleague(web, 'management', 'Marijke de Wit');
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });
  const as = ({ session }: Colleague) => aVisitor(web, session);

  it('tells of how many people we heard, and keeps silence, no way to reach and not asked apart', async () => {
    const { status, html } = await as(lead).get(REACH);
    const words = wordsOf(html);

    expect(status).toBe(200);
    expect(words).toContain('Van ongeveer 120 mensen hoorden we er ongeveer 60');
    for (const line of [
      '60 antwoordde minstens één keer 50%',
      '25 kreeg een bericht, maar opende het niet 21%',
      '15 wil geen berichten 13%',
      '20 is niet gevraagd 17%',
    ])
      expect(words).toContain(line);
    expect(words).toContain('maart 2026 25 0 0%');
  });

  it('says of each trait of how many it is known, and between what its figures would lie', async () => {
    const words = wordsOf((await as(lead).get(REACH)).html);

    expect(words).toContain('60 van de 120 mensen');
    expect(words).toMatch(/gemeten, in elk geval tussen/);
  });

  it('shows teams beside each other to management only, and never a team of a few', async () => {
    expect(wordsOf((await as(lead).get(REACH)).html)).not.toContain('Per team');
    const words = wordsOf((await as(boss).get(REACH)).html);
    expect(words).toContain('Per team');
    expect(words).toMatch(new RegExp(`${teamName} 120 60`));
    const few = await as(boss).get(`${REACH}?team=${other.teamId}`);
    expect(few.status).toBe(200);
    expect(wordsOf(few.html)).toContain('Te weinig mensen om te tonen');
  });

  it('refuses a team lead who asks about another team, in each of its forms', async () => {
    for (const path of [REACH, `${REACH}.csv`, `${REACH}.json`])
      expect((await as(lead).get(`${path}?team=${other.teamId}`)).status).toBe(403);
  });

  it('gives the same as CSV and as JSON, hidden where the page hides it', async () => {
    const csv = (await as(lead).get(`${REACH}.csv`)).html;
    expect(csv).toContain('45 tot en met 54 jaar;60;');
    const json = JSON.parse((await as(lead).get(`${REACH}.json`)).html) as {
      people: number;
      standings: { standings: string[]; people: number | null }[];
    };
    expect(json.people).toBe(120);
    expect(json.standings.filter(({ people }) => people !== 0).map(({ standings, people }) => `${standings.join()} ${people}`)).toEqual([
      'answered 60',
      'silent 25',
      'opted-out 15',
      'not-asked 20',
    ]);
  });

  it('keeps what was chosen, with the error beside the field', async () => {
    const { status, html } = await as(lead).get(`${REACH}?vanaf=2027-01&maanden=12`);
    expect(status).toBe(422);
    expect(wordsOf(html)).toContain('Deze maand is nog niet voorbij');
  });

  it.each([
    ['PHONE', PHONE],
    ['TABLET', TABLET],
    ['DESKTOP', DESKTOP],
  ] as const)('has no barriers and does not scroll sideways on a %s', async (name, viewport) => {
    const page = await browser.newPage({ viewport });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: boss.session, url: web.url }]);
    await page.goto(`${web.url}${REACH}`);
    expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/reach-${name}.png`, fullPage: true });
    await page.context().close();
  });
});
