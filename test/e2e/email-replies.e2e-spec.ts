import { HearingService } from '#libs/conversations';
import { MailServer, type InboundMessage } from '#libs/messaging';
import { CONFIGURATION, localInstant, type Configuration } from '#libs/platform';
import { RulesService } from '#libs/rules';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { DESKTOP, findBarriers, openBrowser, PHONE, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aPlannedClientOf } from '../support/factories/planned-client.js';
import { aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { aWorkerByHand } from '../support/worker-by-hand.js';

let clients = 0;

/** From the invitation in a mailbox to what the product hears: real SMTP in both directions. Monday 2 November 2026. */
describe('somebody who answers an e-mail', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let browser: OpenedBrowser;
  let coach: Colleague;
  let worker: ReturnType<typeof aWorkerByHand>;
  let port: number | null = null;
  const heard: InboundMessage[] = [];
  beforeAll(async () => {
    const simulated = await aSimulator(
      () => web.url,
      () => port,
    );
    ({ simulator } = simulated);
    web = await serveWeb({ settings: { ...simulated.settings, LOG_LEVEL: 'silent' } });
    Object.assign(web.app.get<Configuration>(CONFIGURATION, { strict: false }).mailIn!, { port: 0 });
    port = await web.app.get(MailServer, { strict: false }).listen({
      onReply: async (reply, now) => {
        heard.push(reply);
        await web.app.get(HearingService, { strict: false }).hear(reply, now);
      },
    });
    await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
    coach = await aColleague(web);
    worker = aWorkerByHand(web.app);
    browser = await openBrowser();
  });
  beforeEach(() => void heard.splice(0));
  afterAll(async () => {
    await browser.close();
    await simulator.close();
    await web.close();
  });

  const turnTo = (day: string, time: string) => web.clock.turnTo(localInstant(Temporal.PlainDate.from(`2026-11-${day}`), time));
  async function tick(): Promise<void> {
    web.clock.advance({ seconds: 30 });
    await worker.tick();
    await simulator.settled();
  }
  /** Somebody without a telephone has the invitation in the mailbox. */
  async function somebodyMailed() {
    turnTo('02', '10:00');
    const email = `mailt${(clients += 1)}@example.nl`;
    const id = await aPlannedClientOf(web, coach, { contactPoints: [{ kind: 'email', address: email }] });
    turnTo('02', '11:05');
    await tick();
    const mail = simulator.messages(email).at(-1)!;
    expect(mail.html).toContain('/c/');
    const [message] = await web.dataSource.query<[{ id: string }]>(`select id from message where to_address = $1`, [email]);
    return { id, email, mail, messageId: message.id };
  }
  const keptOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(`select body, keyword from inbound_message where client_id = $1 order by received_at, id`, [clientId]);
  const inboxOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(
      `select channel, kind, body, from_other_address as "fromOtherAddress" from inbox_message where client_id = $1 order by received_at, id`,
      [clientId],
    );
  const optOutsOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(`select channel, source, undone_at is null as current from opt_out where client_id = $1`, [clientId]);

  it('is heard: who it is, what it says without what it quotes, and which e-mail it answers', async () => {
    const { id, email, mail, messageId } = await somebodyMailed();
    expect(mail.marks).toMatchObject({
      replyTo: `antwoord+${messageId}@werkplein.example`,
      language: 'nl',
      autoSubmitted: 'auto-generated',
    });
    expect(await simulator.answerMail(email, 'Het gaat niet zo goed.\n\nKunt u mij bellen?')).toBe(true);
    expect(heard).toEqual([
      expect.objectContaining({
        channel: 'email',
        from: email,
        body: 'Het gaat niet zo goed.\n\nKunt u mij bellen?',
        answersId: messageId,
      }),
    ]);
    expect(await keptOf(id)).toEqual([{ body: 'Het gaat niet zo goed.\n\nKunt u mij bellen?', keyword: null }]);
    expect(await inboxOf(id)).toEqual([
      { channel: 'email', kind: 'message', body: 'Het gaat niet zo goed.\n\nKunt u mij bellen?', fromOtherAddress: false },
    ]);
  });

  it('is heard by its subject too, and looked at for danger there', async () => {
    const { id, email, messageId } = await somebodyMailed();
    const say = (subject: string, body: string) =>
      web.app.get(HearingService, { strict: false }).hear(
        {
          channel: 'email',
          from: email,
          provider: 'smtp',
          providerMessageId: `<${subject.length}.${body.length}@example.nl>`,
          answersId: messageId,
          subject,
          body,
        },
        web.clock.now(),
      );
    expect((await say('Re: Een paar vragen van het Werkplein', 'Het gaat goed')).as).toBe('message');
    expect((await say('Vraag over de toeslag', 'Wie kan mij helpen?')).as).toBe('message');
    expect((await say('Ik wil niet meer leven', '')).as).toBe('crisis');
    expect((await say('Ik wil dood', 'groet, Sam')).as).toBe('crisis');
    expect(await inboxOf(id)).toEqual([
      expect.objectContaining({ body: 'Het gaat goed' }),
      expect.objectContaining({ body: 'Wie kan mij helpen?' }),
      expect.objectContaining({ body: 'Ik wil niet meer leven' }),
      expect.objectContaining({ body: 'groet, Sam' }),
    ]);
  });

  it('from another address of theirs is still known', async () => {
    const { id, email } = await somebodyMailed();
    await simulator.answerMail(email, 'Vanaf mijn werk', { from: 'sam@elders.nl' });
    expect(heard[0]).toMatchObject({ from: 'sam@elders.nl' });
    expect(await inboxOf(id)).toEqual([expect.objectContaining({ body: 'Vanaf mijn werk', fromOtherAddress: true })]);
  });

  it('is not written back to when only the sender says who it is: the coach reads it, and knows that it is not sure', async () => {
    const { id, email, mail } = await somebodyMailed();
    const marks = { ...mail.marks!, replyTo: 'antwoord@werkplein.example', messageId: null };
    await simulator.answerMail(email, 'Ik ben het echt', { mail: { ...mail, marks } });
    await simulator.answerMail(email, 'Wie ben ik?', { mail: { ...mail, marks }, from: 'onbekend@elders.nl' });
    await tick();
    expect(heard).toHaveLength(2);
    expect(await inboxOf(id)).toEqual([]);
    expect(
      await web.dataSource.query(
        `select message.body from inbox_message message join inbox_candidate candidate on candidate.inbox_message_id = message.id where candidate.client_id = $1`,
        [id],
      ),
    ).toEqual([{ body: 'Ik ben het echt' }]);
    expect(simulator.messages(email)).toHaveLength(1);
    expect(simulator.messages('onbekend@elders.nl')).toEqual([]);
  });

  it('in words that mean danger gets the help lines at once, in the night as well, and nothing else', async () => {
    const { email } = await somebodyMailed();
    turnTo('02', '23:30');
    await simulator.answerMail(email, 'Ik wil niet meer leven.\n\nGroeten,\nSam');
    await tick();
    const mails = simulator.messages(email).slice(1);
    expect(mails.map(({ text }) => text)).toEqual([expect.stringMatching(/113[\s\S]*112/)]);
    expect(mails[0]?.marks).toMatchObject({ unsubscribeUrl: null, autoSubmitted: 'auto-replied' });
  });

  it('whose mail is brought twice has written once', async () => {
    const { id, email } = await somebodyMailed();
    for (let time = 0; time < 3; time += 1) await simulator.answerMail(email, 'Goed', { messageId: '<same@example.nl>' });
    expect(await keptOf(id)).toHaveLength(1);
  });

  it('with STOP gets no more, hears that once, and can start again by answering that', async () => {
    const { id, email } = await somebodyMailed();
    await simulator.answerMail(email, 'Beste Werkplein,\n\nStop.\n\nMet vriendelijke groet,\nSam');
    await simulator.answerMail(email, 'stop');
    await tick();
    expect(await optOutsOf(id)).toEqual([{ channel: 'email', source: 'client_reply', current: true }]);
    const mails = simulator.messages(email);
    expect(mails.slice(1).map(({ subject }) => subject)).toEqual(['U krijgt geen e-mail meer van het Werkplein']);
    expect(mails.at(-1)?.marks).toMatchObject({ autoSubmitted: 'auto-replied', unsubscribeUrl: null });
    await simulator.answerMail(email, 'START');
    await tick();
    expect(await optOutsOf(id)).toEqual([{ channel: 'email', source: 'client_reply', current: false }]);
    expect(simulator.messages(email).at(-1)?.subject).toBe('U krijgt weer e-mail van het Werkplein');
  });

  it('with HELP gets the help lines', async () => {
    const { email } = await somebodyMailed();
    await simulator.answerMail(email, 'Hulp');
    await tick();
    expect(simulator.messages(email).at(-1)?.text).toMatch(/112[\s\S]*113/);
  });

  it('by a machine is not heard, and nothing goes back: no two machines keep each other busy', async () => {
    const { id, email } = await somebodyMailed();
    const byMachine: Record<string, string>[] = [{ 'Auto-Submitted': 'auto-replied' }, { Precedence: 'bulk' }, { 'X-Autoreply': 'yes' }];
    for (const headers of byMachine) expect(await simulator.answerMail(email, 'STOP: ik ben op vakantie', { headers })).toBe(true);
    await tick();
    expect(heard).toEqual([]);
    expect(await keptOf(id)).toEqual([]);
    expect(simulator.messages(email)).toHaveLength(1);
  });

  it('does so in the mailbox of the simulator, and unsubscribes there with one click', async () => {
    const { id, email, mail } = await somebodyMailed();
    const page = await browser.newPage();
    await page.goto(`${simulator.url}/?zoek=${email}`);
    await page.locator('.conversation').click();
    await page.getByText('Beantwoorden', { exact: true }).click();
    await page.getByLabel('Uw antwoord').fill('أنا بخير 👍');
    await page.getByRole('button', { name: 'Stuur' }).click();
    await page.getByText('aangekomen').waitFor();
    expect(heard).toEqual([expect.objectContaining({ body: 'أنا بخير 👍' })]);
    expect(await page.locator('.mail-reply .mail-text').evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await page.getByRole('button', { name: 'Afmelden met één klik' }).click();
    await page.getByText('het Werkplein nam het aan').waitFor();
    expect(mail.marks?.unsubscribed).toBe('done');
    expect(await optOutsOf(id)).toEqual([{ channel: 'email', source: 'client_page', current: true }]);
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      expect([await findBarriers(page), await sidewaysScroll(page)]).toEqual([[], 0]);
    }
  });
});
