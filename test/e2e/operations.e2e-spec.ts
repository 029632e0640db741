import { SENDING_PAGE, WatchService } from '#libs/operations';
import { localInstant } from '#libs/platform';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aWatchedOffice, type WatchedOffice } from '../support/factories/watched-office.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const NOW = '2026-11-02T12:00:00+01:00';

describe('the page about sending', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  let office: WatchedOffice;
  let admin: Colleague;
  let lead: Colleague;
  let coach: Colleague;
  const now = () => web.clock.now();

  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb({ now: NOW, settings: { QUIET_HOURS: 'on' } }), openBrowser()]);
    office = aWatchedOffice(web.dataSource, now);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });
  beforeEach(async () => {
    web.clock.turnTo(Temporal.Instant.from(NOW));
    await office.empty();
    [admin, lead, coach] = [
      await aColleague(web, 'admin', 'Noor Jansen'),
      await aColleague(web, 'team_lead'),
      await aColleague(web, 'coach'),
    ];
  });

  const see = async (who = admin, path = SENDING_PAGE) => wordsOf((await aVisitor(web, who.session).get(path)).html);
  const look = () => web.app.get(WatchService, { strict: false }).look(now(), 'worker');
  async function open(who: Colleague, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: DESKTOP, ...options });
    await page.context().addCookies([{ name: 'werkplein_sessie', value: who.session, url: web.url }]);
    await page.goto(`${web.url}${SENDING_PAGE}`);
    return page;
  }

  /** A fortnight in which most went well, one day did not, and something is wrong now. */
  async function aFortnight(): Promise<void> {
    const plan = await office.aPlan({ name: 'Elke vier weken: hoe gaat het met u?' });
    for (let ago = 0; ago < 14; ago += 1) {
      const openedAt = now().subtract({ hours: 24 * ago });
      const day = openedAt.toZonedDateTimeISO('Europe/Amsterdam').dayOfWeek;
      if (day > 5) continue;
      for (let index = 0; index < 12; index += 1) {
        const enrolment = await office.anEnrolment(plan, { nextDueOn: '2026-12-24' });
        if (ago === 4) {
          await office.aRound(enrolment, {
            openedAt,
            channel: null,
            outcome: 'missed',
            cause: index < 9 ? 'worker_stood_still' : 'coach_bound',
          });
          continue;
        }
        const round = await office.aRound(enrolment, {
          openedAt,
          channel: index === 11 ? null : 'sms',
          outcome: index === 11 ? 'unreachable' : null,
          cause: index === 11 ? 'no_contact_point' : null,
        });
        if (index === 11) continue;
        const failed = index === 10;
        const status = failed ? 'undelivered' : index > 7 ? 'sent' : 'delivered';
        await office.aSentMessage({
          subjectId: round,
          channel: index % 4 === 3 ? 'email' : 'sms',
          status,
          reason: failed ? 'phone_off' : null,
          minutesAgo: ago * 24 * 60 + 5,
          seconds: index === 9 ? 30 : 2,
        });
      }
    }
    await office.aMessage({ status: 'unknown', reason: 'timed_out', attemptedAt: now().subtract({ hours: 2 }) });
    await office.aMessage({ hold: 'budget_used', notBefore: now().add({ hours: 20 }) });
  }

  it('says in one sentence that all is well', async () => {
    await office.beats('worker');
    const round = await office.aRound(await office.anEnrolment(await office.aPlan()));
    await office.aSentMessage({ status: 'delivered', subjectId: round });
    const words = await see();
    expect(words).toContain('De verzending werkt zoals het hoort');
    expect(words).toContain('De laatste 24 uur ging 1 bericht weg. Van wat weg moest, was 100% binnen 10 seconden bij de aanbieder.');
    expect(words).toContain('Van de 1 check-in van de laatste 14 dagen kwam 100% aan');
  });

  it('says that there is nothing yet where nothing was ever sent, and gives no figure for what was not measured', async () => {
    const words = await see();
    expect(words).toContain('Er is nog niets te versturen');
    expect(words).toContain('De laatste 14 dagen was er geen check-in aan de beurt');
    expect(words).toContain('nooit gezien');
    expect(words).not.toMatch(/NaN|undefined|100%\s+aan/);
  });

  it('says what is wrong, since when, and what to do; and so does every page of administrators and team leads', async () => {
    await office.anEnrolment(await office.aPlan({ name: 'Elke week' }), { nextDueOn: '2026-11-02' });
    await look();
    const words = await see();
    expect(words).toContain('Er is 1 ding mis met de verzending');
    expect(words).toContain('Check-ins van “Elke week” gaan niet open');
    expect(words).toContain('Bij 1 klant is een check-in aan de beurt (sinds 2 november)');
    expect(words).toContain('Wat u kunt doen: Kijk in het log van de worker');
    expect(await see(admin, '/beheer')).toContain('Check-ins van “Elke week” gaan niet open. Bekijk wat u kunt doen');
    expect(await see(lead, '/uitstroom')).toContain('Check-ins van “Elke week” gaan niet open.');
    expect(await see(coach, '/klanten')).not.toContain('Elke week');
    await office.aMessage({ notBefore: now().subtract({ minutes: 20 }) });
    await look();
    expect(await see(admin, '/beheer')).toContain('Berichten per sms blijven liggen. En nog 1 melding.');
  });

  it('keeps what was wrong when it is over', async () => {
    const message = await office.aMessage({ notBefore: now().subtract({ minutes: 20 }) });
    await look();
    await web.dataSource.query(`update message set status = 'canceled', failure_reason = 'paused' where id = $1`, [message]);
    web.clock.advance({ minutes: 1 });
    await look();
    const words = await see();
    expect(words).toContain('Wat er was en voorbij is Berichten per sms blijven liggen 2 november 2026, 12:00 – 2 november 2026, 12:01');
    expect(await see(admin, '/beheer')).not.toContain('blijven liggen');
  });

  it('shows of every day what became of its check-ins, missing apart from failed, with the reasons', async () => {
    await aFortnight();
    const page = await open(admin);
    expect(await page.locator('#dagen').textContent()).toBe('Van de 120 check-ins van de laatste 14 dagen kwam 60% aan');
    const rows = (await page.locator('.wp-days__table tbody tr').allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(14);
    expect(rows.some((row) => row.includes('niet gevraagd'))).toBe(false);
    const bad = rows.find((row) => row.includes('het systeem stond stil: 9'));
    expect(bad).toContain('grens per coach bereikt: 3');
    expect(await page.locator('.wp-days svg[role=img]').first().getAttribute('aria-label')).toContain('bezorgd 72');
    const words = await see();
    expect(words).toContain('telefoon uit of zonder bereik Sms 1');
    expect(words).toContain('deze week al genoeg berichten: 1');
  });

  it('lists what nobody knows of, fifty at most, and no client anywhere', async () => {
    await aFortnight();
    for (let index = 0; index < 55; index += 1) await office.aMessage({ status: 'unknown', attemptedAt: now().subtract({ minutes: 30 }) });
    const { html } = await aVisitor(web, admin.session).get(SENDING_PAGE);
    expect(html.match(/wp-sending__code/g)).toHaveLength(50);
    expect(wordsOf(html)).toContain('Het zijn er 56; de nieuwste 50 staan hier.');
    for (const secret of ['Geheime', 'Klantnaam', '+31687654321', 'klant@example.nl']) expect(html).not.toContain(secret);
  });

  it('is for administrators and team leads, and only an administrator may pause', async () => {
    expect((await aVisitor(web, coach.session).get(SENDING_PAGE)).status).toBe(403);
    expect(await see(lead)).toContain('Alleen een beheerder kan alles pauzeren.');
    const visitor = aVisitor(web, lead.session);
    await visitor.get(SENDING_PAGE);
    expect((await visitor.post(`${SENDING_PAGE}/pauze`, { reden: 'maintenance' })).status).toBe(403);
  });

  describe('pauses everything', () => {
    it('with who, why and until when, for everybody to see, and resumes', async () => {
      const visitor = aVisitor(web, admin.session);
      await visitor.get(SENDING_PAGE);
      const done = await visitor.post(`${SENDING_PAGE}/pauze`, { reden: 'maintenance', tot: '2026-11-05', toelichting: 'Nieuwe server' });
      expect([done.status, done.location]).toEqual([303, `${SENDING_PAGE}?gedaan=pauze`]);
      const words = wordsOf((await visitor.get(String(done.location))).html);
      expect(words).toContain('Alle check-ins staan stil');
      expect(words).toContain(
        'Alles staat stil sinds 2 november 2026, 12:00: onderhoud of storing. Op 5 november 2026 gaat het vanzelf verder.',
      );
      expect(words).toContain('Ingesteld door Noor Jansen.');
      expect(await see(coach, '/klanten')).toContain('Alle check-ins staan stil: onderhoud of storing.');
      const [{ id }] = await web.dataSource.query(`select id from pause where resumed_at is null`);
      await visitor.post(`${SENDING_PAGE}/hervatten`, { pauze: id });
      expect(await see(coach, '/klanten')).not.toContain('staan stil');
      expect(await web.dataSource.query(`select resumed_by from pause`)).toEqual([{ resumed_by: admin.staffId }]);
    });

    it.each([
      [{ reden: '', tot: '' }, 'Kies een reden.'],
      [{ reden: 'maintenance', tot: '2026-11-02' }, 'Kies een dag na vandaag.'],
      [{ reden: 'maintenance', tot: 'morgen' }, 'Schrijf de dag als 3-5-2026.'],
      [{ reden: 'other', toelichting: 'a'.repeat(301) }, 'Schrijf het korter'],
    ])('not like %j: it says why beside the field and gives back what was filled in', async (form, problem) => {
      const visitor = aVisitor(web, admin.session);
      await visitor.get(SENDING_PAGE);
      const refused = await visitor.post(`${SENDING_PAGE}/pauze`, form);
      expect(refused.status).toBe(422);
      expect(wordsOf(refused.html)).toContain(problem);
      if (form.reden) expect(refused.html).toMatch(new RegExp(`value="${form.reden}" checked`));
      expect(await web.dataSource.query(`select from pause`)).toEqual([]);
    });
  });

  it.each([
    ['a phone', PHONE, 'light'],
    ['a phone in the dark', PHONE, 'dark'],
    ['a tablet', TABLET, 'light'],
    ['a desk', DESKTOP, 'light'],
    ['a desk in the dark', DESKTOP, 'dark'],
  ] as const)('can be read on %s, whatever is wrong', async (_, viewport, colorScheme) => {
    await aFortnight();
    await office.anEnrolment(await office.aPlan({ name: 'Elke week' }), { nextDueOn: '2026-11-02' });
    await look();
    await web.dataSource.query(`insert into pause (reason, paused_at, until) values ('maintenance', $1, '2026-11-05')`, [now()]);
    const page = await open(admin, { viewport, colorScheme });
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('.wp-details__name').click();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('can be read in English', async () => {
    const reply = await web.app.inject({
      url: SENDING_PAGE,
      headers: { accept: 'text/html', cookie: `werkplein_sessie=${admin.session}; werkplein_taal=en` },
    });
    expect(reply.body).toContain('There is nothing to send yet');
  });

  it('knows numbers that are huge', async () => {
    await office.beats('worker');
    await web.dataSource.query(
      `insert into message (channel, to_address, purpose, language, status, not_before, due_at, expires_at, created_at, attempts, attempted_at, handed_over_at, status_at)
       select 'sms', '+31687654321', 'check_in_invitation', 'nl', 'sent', $1, $1, $1, $1, 1, $1, $1, $1 from generate_series(1, 123456)`,
      [localInstant(Temporal.PlainDate.from('2026-11-02'), '09:00')],
    );
    const page = await open(admin, { viewport: PHONE });
    expect(await page.locator('.utrecht-paragraph--lead').textContent()).toContain('123.456 berichten');
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
