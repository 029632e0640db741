import { OptOutsService } from '#libs/people';
import { aClientOf, aColleague, type Colleague } from '../support/factories/caseload.js';
import { aVisitor, wordsOf } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { writes } from '../support/writing-client.js';

describe('the inbox of a coach', () => {
  let web: ServedWeb;
  beforeAll(async () => {
    web = await serveWeb();
  });
  afterAll(() => web.close());

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
});
