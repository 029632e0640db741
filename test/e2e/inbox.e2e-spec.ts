import { InboundService } from '#libs/messaging';
import { OptOutsService } from '#libs/people';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, TABLET, type OpenedBrowser } from '../support/browser.js';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { aFilledInbox } from '../support/inbox-screens.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { writes } from '../support/writing-client.js';

describe('the inbox of a coach', () => {
  let web: ServedWeb;
  let browser: OpenedBrowser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([serveWeb(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const looks = async (clientId: string) =>
    (
      await web.dataSource.query<{ what: string }[]>(`select looked_at as what from access_log where client_id = $1 order by id`, [
        clientId,
      ])
    ).map(({ what }) => what);
  const messagesTo = (clientId: string, purpose = 'coach_reply') =>
    web.dataSource.query<{ kind: string; channel: string; status: string }[]>(
      `select kind, channel, status from message where client_id = $1 and purpose = $2`,
      [clientId, purpose],
    );
  const seen = async (coach: Colleague, url: string) => wordsOf((await aVisitor(web, coach.session).get(url)).html);
  /** Somebody with a caseload of one. */
  async function aCoachWith(name: { firstName?: string; lastName?: string } = {}) {
    const coach = await aColleague(web);
    return { coach, client: await aClientOf(web, coach, name) };
  }
  async function answering(coach: Colleague, client: string) {
    const visitor = aVisitor(web, coach.session);
    await visitor.get(`/klanten/${client}/berichten`);
    return visitor;
  }

  it('says kindly that nobody has written yet', async () => {
    const { coach } = await aCoachWith();
    const words = await seen(coach, '/berichten');
    expect(words).toContain('Er zijn nog geen berichten. Schrijft een klant iets terug, dan staat het hier.');
    expect(words).not.toMatch(/NaN|undefined|null|\[object|ongelezen/);
  });

  it('shows what waits first, with who, how, since when and the first words, and counts it in the menu', async () => {
    const coach = await aColleague(web);
    const [first, second] = [
      await aClientOf(web, coach, { firstName: 'Fatima', infix: 'el', lastName: 'Amrani' }),
      await aClientOf(web, coach, { firstName: 'Piet', lastName: 'Jansen' }),
    ];
    await writes(web, first, 'Kunt u mij bellen over de cursus?');
    await writes(web, second, 'Dank u wel', { kind: 'remark' });
    const visitor = await answering(coach, second);
    await visitor.post(`/klanten/${second}/berichten/gelezen`, { berichten: await idsOnPage(visitor, second) });
    const { html } = await aVisitor(web, coach.session).get('/berichten');
    const words = wordsOf(html);
    expect(words).toContain('1 bericht wacht op u.');
    expect(words).toMatch(
      /Wacht op u 1 Fatima el Amrani 1 nieuw Kunt u mij bellen over de cursus\? Bericht, sms wacht sinds 10:00 Gelezen 1 Piet Jansen/,
    );
    expect(words).toContain('Dank u wel Opmerking bij een antwoord, sms');
    expect(html).toContain('aria-label="Berichten, 1 ongelezen"');
    expect(await looks(first)).toEqual([]);
  });

  async function idsOnPage(visitor: ReturnType<typeof aVisitor>, client: string): Promise<string> {
    const { html } = await visitor.get(`/klanten/${client}/berichten`);
    return /name="berichten" value="([^"]*)"/.exec(html)?.[1] ?? '';
  }

  it('is of the own clients only: a colleague sees nothing of it, and another role nothing at all', async () => {
    const { client } = await aCoachWith();
    await writes(web, client, 'Een geheim van Noor');
    const other = await aColleague(web);
    expect(await seen(other, '/berichten')).not.toContain('geheim');
    const visitor = await answering(other, client);
    expect((await visitor.get(`/klanten/${client}/berichten`)).status).toBe(404);
    await visitor.get('/berichten');
    expect((await visitor.post(`/klanten/${client}/berichten`, { bericht: 'Hallo' })).status).toBe(404);
    expect((await visitor.post(`/klanten/${client}/berichten/gelezen`, { berichten: '' })).status).toBe(404);
    expect(await messagesTo(client)).toEqual([]);
    for (const role of ['team_lead', 'admin'] as const)
      expect((await aVisitor(web, (await aColleague(web, role)).session).get('/berichten')).status).toBe(403);
  });

  it('goes on a next page when there is more than fits', async () => {
    const coach = await aColleague(web);
    for (let number = 1; number <= 27; number++) {
      const client = await aClientOf(web, coach, { firstName: 'Klant', lastName: `Nummer${number}` });
      await writes(web, client, `Bericht ${number}`);
      web.clock.advance({ minutes: 1 });
    }
    const first = await seen(coach, '/berichten');
    expect(first).toContain('Klant Nummer27');
    expect(first).not.toMatch(/Nummer2 /);
    const { html } = await aVisitor(web, coach.session).get('/berichten?pagina=2');
    expect(wordsOf(html)).toContain('Klant Nummer1 ');
    expect(html).toContain('rel="prev" href="/berichten"');
    expect(html).not.toContain('rel="next"');
    expect((await aVisitor(web, coach.session).get('/berichten?pagina=0')).status).toBe(400);
  });

  describe('with one client', () => {
    it('is a conversation: both sides in order, with what became of each message and what was understood', async () => {
      const { coach, client } = await aCoachWith();
      await writes(web, client, 'Wanneer is mijn afspraak?');
      const visitor = await answering(coach, client);
      await visitor.post(`/klanten/${client}/berichten`, { bericht: 'Dinsdag om tien uur.' });
      await web.dataSource.query(`update message set status = 'delivered' where client_id = $1 and purpose = 'coach_reply'`, [client]);
      await web.dataSource.query(
        `update message set status = 'queued', hold_reason = 'quiet_hours', not_before = '2026-11-03T09:00:00+01:00'
          where client_id = $1 and purpose = 'message_received'`,
        [client],
      );
      const words = await seen(coach, `/klanten/${client}/berichten`);
      expect(words).toMatch(/Klant, per sms 10:\d\d Wanneer is mijn afspraak\? Een eigen bericht Gelezen door Collega \d+/);
      expect(words).toContain('Wacht tot 3 november 2026, 09:00: buiten de uren.');
      expect(words).toMatch(new RegExp(`${coach.name}, per sms 10:\\d\\d Dinsdag om tien uur. Aangekomen`));
      expect(words.indexOf('Wanneer is mijn afspraak?')).toBeLessThan(words.indexOf('Dinsdag om tien uur.'));
      expect(await looks(client)).toContain('messages');
    });

    it('shows STOP, how it was understood, and how it was confirmed', async () => {
      const { coach, client } = await aCoachWith();
      const [{ address }] = await web.dataSource.query<[{ address: string }]>(`select address from contact_point where client_id = $1`, [
        client,
      ]);
      const stop = { channel: 'sms', from: address, body: 'STOP', provider: 'twilio', providerMessageId: 'stop-1' } as const;
      await web.app.get(InboundService, { strict: false }).receive(stop, web.clock.now());
      const words = await seen(coach, `/klanten/${client}/berichten`);
      expect(words).toContain('STOP Begrepen als afmelding voor dit kanaal');
      expect(words).toContain('Bevestiging van afmelden per sms');
      expect(await seen(coach, '/berichten')).toContain('Er zijn nog geen berichten');
    });

    it('holds nothing of who had the number before', async () => {
      const { client: former } = await aCoachWith();
      await writes(web, former, 'Woorden van de vorige eigenaar');
      const [{ address }] = await web.dataSource.query<[{ address: string }]>(`select address from contact_point where client_id = $1`, [
        former,
      ]);
      await web.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [former, web.clock.now()]);
      web.clock.advance({ hours: 24 });
      const coach = await aColleague(web);
      const client = await aClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address }] });
      await writes(web, client, 'Woorden van de nieuwe eigenaar');
      const words = await seen(coach, `/klanten/${client}/berichten`);
      expect(words).toContain('Woorden van de nieuwe eigenaar');
      expect(words).not.toContain('vorige eigenaar');
    });

    it('marks as read what was on the page, not what came in since', async () => {
      const { coach, client } = await aCoachWith();
      await writes(web, client, 'Het eerste');
      const visitor = await answering(coach, client);
      const ids = await idsOnPage(visitor, client);
      await writes(web, client, 'Het tweede');
      const { location } = await visitor.post(`/klanten/${client}/berichten/gelezen`, { berichten: ids });
      expect(location).toBe(`/klanten/${client}/berichten?gedaan=gelezen`);
      expect(await seen(coach, '/berichten')).toContain('1 bericht wacht op u.');
      const { html } = await visitor.get(`/klanten/${client}/berichten`);
      expect(wordsOf(html)).toMatch(
        /1 bericht is nog niet gelezen\..*Het eerste Een eigen bericht Gelezen.*Nieuw Klant, per sms.*Het tweede/,
      );
    });

    it('marks nothing of another client as read', async () => {
      const { coach, client } = await aCoachWith();
      const { client: stranger, coach: other } = await aCoachWith();
      await writes(web, stranger, 'Van iemand anders');
      const theirs = await idsOnPage(await answering(other, stranger), stranger);
      const visitor = await answering(coach, client);
      await visitor.post(`/klanten/${client}/berichten/gelezen`, { berichten: theirs });
      expect(await seen(other, '/berichten')).toContain('1 bericht wacht op u.');
    });
  });

  describe('is answered', () => {
    it('in the coach’s own words, by the way the client wrote, and what waited is read', async () => {
      const { coach, client } = await aCoachWith();
      await writes(web, client, 'Kunt u mij bellen?');
      const visitor = await answering(coach, client);
      expect(wordsOf((await visitor.get(`/klanten/${client}/berichten`)).html)).toMatch(/Uw antwoord gaat per sms naar \+316\d+\./);
      const { status, location } = await visitor.post(`/klanten/${client}/berichten`, { bericht: 'Ik bel u morgen om tien uur.' });
      expect([status, location]).toEqual([303, `/klanten/${client}/berichten?gedaan=beantwoord`]);
      expect(await messagesTo(client)).toEqual([{ kind: 'personal', channel: 'sms', status: 'queued' }]);
      expect(await seen(coach, '/berichten')).toContain('U antwoordde op 3 november');
      expect(wordsOf((await visitor.get(location as string)).html)).toContain('Uw antwoord staat klaar en gaat weg zodra het mag.');
    });

    it.each([
      ['nothing', '  ', 'Schrijf eerst uw antwoord.'],
      ['too much', 'x'.repeat(481), 'Uw antwoord is te lang. Er passen 480 tekens in.'],
    ])('with %s: refused, and what was typed comes back', async (_, bericht, problem) => {
      const { coach, client } = await aCoachWith();
      const visitor = await answering(coach, client);
      const { status, html } = await visitor.post(`/klanten/${client}/berichten`, { bericht });
      expect(status).toBe(422);
      expect(wordsOf(html)).toContain(problem);
      expect(html).toContain(`>${bericht}</textarea>`);
      expect(html).toMatch(/aria-invalid="true" aria-describedby="antwoord-fout antwoord-hint"/);
      expect(await messagesTo(client)).toEqual([]);
    });

    it('with a name or a word about health only after a second look', async () => {
      const { coach, client } = await aCoachWith({ firstName: 'Fatima', lastName: 'Amrani' });
      const visitor = await answering(coach, client);
      const bericht = 'Dag Fatima, hoe was het bij de huisarts?';
      const doubtful = await visitor.post(`/klanten/${client}/berichten`, { bericht });
      expect(doubtful.status).toBe(422);
      const words = wordsOf(doubtful.html);
      expect(words).toContain('In uw antwoord staat een naam: Fatima.');
      expect(words).toContain('woorden over gezondheid of geld: huisarts.');
      expect(words).toContain('Dit wordt 1 sms.');
      expect(doubtful.html).toContain(`>${bericht}</textarea>`);
      expect(await messagesTo(client)).toEqual([]);
      expect((await visitor.post(`/klanten/${client}/berichten`, { bericht, toch: 'ja' })).status).toBe(303);
      expect(await messagesTo(client)).toHaveLength(1);
    });

    it('not at all when the client wants no messages: the page says so, and what to do instead', async () => {
      const { coach, client } = await aCoachWith();
      const visitor = await answering(coach, client);
      await web.app.get(OptOutsService, { strict: false }).optOut(web.dataSource.manager, client, null, 'client_reply', web.clock.now());
      const refused = await visitor.post(`/klanten/${client}/berichten`, { bericht: 'Toch nog iets' });
      expect(refused.status).toBe(422);
      const words = wordsOf(refused.html);
      expect(words).toContain('U kunt nu niet schrijven: deze klant wil geen berichten. Bel de klant');
      expect(words).toContain('Toch nog iets');
      expect(refused.html).not.toContain('<textarea');
      expect(await messagesTo(client)).toEqual([]);
    });

    it.each([
      ['Ik bel u morgen.', '464 tekens over · 1 sms'],
      ['x'.repeat(149), '331 tekens over · 1 sms'],
      ['x'.repeat(150), "330 tekens over · 2 sms'en"],
      ['x'.repeat(148) + '€', "331 tekens over · 2 sms'en"],
      ['Groet, Zoë', '470 tekens over · 1 sms'],
      ['ë'.repeat(60), "420 tekens over · 2 sms'en"],
      ['x'.repeat(483), '3 tekens te veel'],
    ])('while counting along: %j', async (text, said) => {
      const { coach, client } = await aCoachWith();
      const page = await browser.newPage();
      await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      await page.goto(`${web.url}/klanten/${client}/berichten`);
      await page.fill('[name=bericht]', text);
      expect(await page.locator('[data-live]').textContent()).toBe(said);
      await page.context().close();
    });

    it('once, however often the button is clicked', async () => {
      const { coach, client } = await aCoachWith();
      const page = await browser.newPage();
      await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
      await page.goto(`${web.url}/klanten/${client}/berichten`);
      const clicks = await page.evaluate(() => {
        const isSent = () => document.querySelector('form:has([name=bericht])')?.dispatchEvent(new Event('submit', { cancelable: true }));
        const both = [isSent(), isSent()];
        // Back on the page with the button of the browser.
        dispatchEvent(new Event('pageshow'));
        return [...both, isSent()];
      });
      expect(clicks).toEqual([true, false, true]);
      await page.context().close();
    });

    it('only with a form of our own', async () => {
      const { coach, client } = await aCoachWith();
      const { status } = await aVisitor(web, coach.session).post(`/klanten/${client}/berichten`, { bericht: 'Hallo' });
      expect(status).toBe(403);
    });
  });

  describe('with a message from a number of more people', () => {
    async function aSharedMessage(body = 'Met mij. Ik kan morgen niet.') {
      const [one, other] = [
        await aCoachWith({ firstName: 'Ans', lastName: 'Bakker' }),
        await aCoachWith({ firstName: 'Bob', lastName: 'Bakker' }),
      ];
      const id = await writes(web, null, body, { candidates: [one.client, other.client] });
      return { one, other, id };
    }

    it('stands apart with every coach concerned, who sees the own client by name and only how many others', async () => {
      const { one } = await aSharedMessage();
      const words = await seen(one.coach, '/berichten');
      expect(words).toContain('Van wie is dit?');
      expect(words).toContain(
        'Met mij. Ik kan morgen niet. Dit nummer is van 1 van uw klanten: Ans Bakker. Ook van 1 klant van een collega.',
      );
      expect(words).not.toContain('Bob');
      expect(words).toContain('1 bericht wacht op u.');
      expect(await seen(one.coach, `/klanten/${one.client}/berichten`)).not.toContain('Ik kan morgen niet');
    });

    it('is put with a client of one’s own, and then is nobody else’s', async () => {
      const { one, other, id } = await aSharedMessage();
      const visitor = aVisitor(web, one.coach.session);
      await visitor.get('/berichten');
      expect((await visitor.post(`/berichten/${id}/toewijzen`, { klant: one.client })).location).toBe('/berichten?gedaan=toegewezen');
      expect(await seen(one.coach, `/klanten/${one.client}/berichten`)).toContain('Ik kan morgen niet');
      expect(await seen(other.coach, '/berichten')).not.toContain('Ik kan morgen niet');
      expect(await seen(other.coach, `/klanten/${other.client}/berichten`)).not.toContain('Ik kan morgen niet');
    });

    it('is not put with somebody else’s client, and not twice', async () => {
      const { one, other, id } = await aSharedMessage();
      const [visitor, late] = [aVisitor(web, one.coach.session), aVisitor(web, other.coach.session)];
      await Promise.all([visitor.get('/berichten'), late.get('/berichten')]);
      expect((await visitor.post(`/berichten/${id}/toewijzen`, { klant: other.client })).status).toBe(404);
      await visitor.post(`/berichten/${id}/toewijzen`, { klant: one.client });
      const second = await late.post(`/berichten/${id}/toewijzen`, { klant: other.client });
      expect(second.status).toBe(409);
      expect(wordsOf(second.html)).toContain('Een collega was u net voor');
      expect((await visitor.post(`/berichten/${id.replace(/^.{8}/, '00000000')}/toewijzen`, { klant: one.client })).status).toBe(404);
    });
  });

  it.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])(
    'has no barriers on a %s, with everything unfolded',
    async (_, viewport) => {
      const { coach, client } = await aFilledInbox(web);
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.context().addCookies([{ name: 'werkplein_sessie', value: coach.session, url: web.url }]);
        for (const part of ['/berichten', `/klanten/${client}/berichten`, '/vervanging']) {
          await page.goto(`${web.url}${part}`);
          expect(page.url()).toBe(`${web.url}${part}`);
          await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => details.setAttribute('open', '')));
          expect(await findBarriers(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
    },
    120_000,
  );
});
