import { PlansService } from '#libs/planning';
import { ClientImportService, StaffService, type StaffRole } from '#libs/people';
import { localInstant } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { DESKTOP, findBarriers, openBrowser, PHONE, type OpenedBrowser } from '../support/browser.js';
import { aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { aWorkerByHand } from '../support/worker-by-hand.js';

const PASSWORD = 'een-lang-wachtwoord';
const CLIENTS = 24;
const HEADER =
  'Klantnummer;Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;Mobiel;E-mail;Taal;Regeling;Ingangsdatum;Einddatum;Reden einde;Team;Klantmanager';

const day = (text: string) => Temporal.PlainDate.from(text);
const mobileOf = (number: number) => `06${String(40_000_000 + number)}`;

/** The municipality's export: in autumn everybody has a benefit; a year later the first eight have found work. */
function exportOf(leavers: number): string {
  const rows = Array.from({ length: CLIENTS }, (_, index) => {
    const end = index < leavers ? `${10 + index}-03-2026;Arbeid in dienstbetrekking` : ';';
    return `S${100 + index};Robin;;Voorbeeld ${index};04-05-1984;${mobileOf(index)};;nl;PW;01-02-2024;${end};Team Noord;L. Maas`;
  });
  return [HEADER, ...rows].join('\r\n');
}

/** One story, told once, in order: each test is its next chapter. */
describe('the whole journey, from the export of a municipality to the figures of its team lead', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let browser: OpenedBrowser;
  let folder: string;
  let worker: ReturnType<typeof aWorkerByHand>;

  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ now: localInstant(day('2025-09-08'), '08:00').toString(), settings: simulated.settings });
    await web.app.get(QuestionnairesService, { strict: false }).ensureStandard(web.clock.now());
    await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
    worker = aWorkerByHand(web.app);
    browser = await openBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'story-'));
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
    await web.close();
    await rm(folder, { recursive: true });
  });

  async function importExport(text: string) {
    const file = path.join(folder, 'export.csv');
    await writeFile(file, text);
    return web.app.get(ClientImportService, { strict: false }).import(file, { dryRun: false, partial: false }, web.clock.now());
  }

  async function signIn(name: string, role: StaffRole, email: string): Promise<Page> {
    const staff = web.app.get(StaffService, { strict: false });
    const { passwordToken } = await staff.add({ email, name, role, teamName: 'Team Noord' }, web.clock.now());
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.goto(`${web.url}/wachtwoord/${passwordToken}`);
    await page.fill('#wachtwoord', PASSWORD);
    await page.click('main form button');
    await page.goto(`${web.url}/aanmelden`);
    await page.fill('main form [name=email]', email);
    await page.fill('main form [name=wachtwoord]', PASSWORD);
    await page.click('main form .wp-button--primary');
    return page;
  }

  it('the export comes in: people, team, coach and benefits', async () => {
    expect(await importExport(exportOf(0))).toMatchObject({ new: CLIENTS, changed: 0, unchanged: 0, refused: 0 });
    expect(await importExport(exportOf(0))).toMatchObject({ new: 0, changed: 0, unchanged: CLIENTS, refused: 0 });
  });

  it('a plan asks, in office hours and once: everybody has one SMS, without a name or a word about health', async () => {
    const plans = web.app.get(PlansService, { strict: false });
    await plans.add(
      { all: true },
      { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: day('2025-09-08') },
      web.clock.now(),
    );
    await worker.tick();
    expect(simulator.messages()).toEqual([]);
    web.clock.turnTo(localInstant(day('2025-09-08'), '09:00'));
    await worker.tick();
    web.clock.advance({ hours: 2 });
    await worker.tick();
    await worker.tick();
    await simulator.settled();
    const messages = simulator.messages();
    expect(messages).toHaveLength(CLIENTS);
    expect(new Set(messages.map(({ address }) => address)).size).toBe(CLIENTS);
    for (const { text } of messages) expect(text).not.toMatch(/Robin|Voorbeeld|gezond|ziek|schuld/i);
  });

  it('the signed receipts come back: every message is delivered', async () => {
    const rows = await web.dataSource.query(`select status, count(*)::int from message group by status`);
    expect(rows).toEqual([{ status: 'delivered', count: CLIENTS }]);
  });

  it('somebody who does not feel well answers on a phone, in six taps, one to add nothing and one to send', async () => {
    const page = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false });
    const [message] = simulator.messages(`+31${mobileOf(20).slice(1)}`);
    const link = /https?:\/\/\S+\/c\/\w+/.exec(message!.text)![0];
    await page.goto(link);
    await page.getByRole('button', { name: 'Start' }).click();
    const answers: Record<string, RegExp> = {
      'Hoe gaat het met u?': /^Slecht$/,
      'Hoe is over het algemeen uw gezondheid?': /^Slecht$/,
      'Kunt u door uw lichaam minder doen dan u wilt?': /^Veel$/,
      'Heeft u veel stress of zorgen?': /^Soms$/,
      'Kunt u rondkomen met uw geld?': /^Moeilijk$/,
      'Heeft u schulden of betaalt u rekeningen te laat?': /^Nee$/,
    };
    for (let question = 1; question <= 6; question += 1) {
      const asked = await page.getByRole('heading', { level: 1 }).innerText();
      expect(Object.keys(answers)).toContain(asked);
      await page.getByRole('button', { name: answers[asked]! }).click();
    }
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Wilt u nog iets kwijt?');
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('button', { name: 'Versturen' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch('Dank u wel');
    await page.goto(link);
    expect(await page.locator('main').innerText()).toMatch(/al beantwoord|verstuurd/i);
  });

  it('the coach sees at once who needs help and why, and accepts what was suggested', async () => {
    const page = await signIn('L. Maas', 'coach', 'l.maas@voorbeeld.example');
    await page.goto(`${web.url}/klanten`);
    const first = page.locator('main a[href^="/klanten/"]').first();
    expect(await first.innerText()).toMatch('Voorbeeld 20');
    await first.click();
    expect(await page.locator('main').innerText()).toMatch(/Belastbaarheidsonderzoek[\s\S]*gezondheid[\s\S]*8 september 2025/);
    expect(await page.locator('main').innerText()).toMatch(/Workshop cv maken/i);
    expect(await findBarriers(page)).toEqual([]);
    const suggestion = page.getByRole('article', { name: 'Belastbaarheidsonderzoek' });
    await suggestion.locator('summary', { hasText: 'Akkoord' }).click();
    await suggestion.getByRole('button', { name: /Vandaag/ }).click();
    const [started] = await web.dataSource.query(
      `select type, decision from intervention join coach_decision on coach_decision.intervention_id = intervention.id`,
    );
    expect(started).toEqual({ type: 'WORK_CAPACITY_ASSESSMENT', decision: 'accepted' });
    expect(await page.locator('main').innerText()).toMatch(/Belastbaarheidsonderzoek/);
    const looks = await web.dataSource.query(`select count(*)::int as looks from access_log`);
    expect(looks[0].looks).toBeGreaterThanOrEqual(2);
  });

  it('who did not answer is silent, not fine', async () => {
    web.clock.turnTo(localInstant(day('2025-09-17'), '10:00'));
    await worker.tick();
    const rows = await web.dataSource.query(`select outcome, count(*)::int from check_in group by outcome order by outcome`);
    expect(rows).toEqual([
      { outcome: 'finished', count: 1 },
      { outcome: 'silent', count: CLIENTS - 1 },
    ]);
  });

  it('a year later the export tells who found work, and the team lead sees the share, its certainty, and what it counts', async () => {
    web.clock.turnTo(localInstant(day('2026-11-02'), '10:00'));
    expect(await importExport(exportOf(8))).toMatchObject({ new: 0, changed: 8, unchanged: CLIENTS - 8, refused: 0 });
    const page = await signIn('M. Lead', 'team_lead', 'lead@voorbeeld.example');
    await page.goto(`${web.url}/uitstroom`);
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/24/);
    expect(text).toMatch(/33\s?%/);
    expect(text).not.toMatch(/Voorbeeld 20|Robin/);
    expect(await findBarriers(page)).toEqual([]);
    const csv = await page.request.get(`${web.url}/uitstroom.csv`);
    expect(csv.status()).toBe(200);
    expect((await page.request.get(`${web.url}/klanten`)).status()).toBe(403);
  });
});
