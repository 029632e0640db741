import { SmtpChannel, TwilioChannel } from '#libs/messaging';
import { readConfiguration } from '#libs/platform';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { DESKTOP, findBarriers, openBrowser, sidewaysScroll, type OpenedBrowser } from '../support/browser.js';
import { aSimulator } from '../support/messaging.js';

const NUMBER = '+31612345678';
const MAILBOX = 'anna@example.nl';
const LINK = 'http://127.0.0.1:3000/c/aB3dE6gH9jK2';

describe('the simulator, as somebody sees it', () => {
  let browser: OpenedBrowser;
  let simulator: Simulator;
  let werkplein: Server;
  const replies: URLSearchParams[] = [];
  let answer = 204;
  beforeAll(async () => {
    werkplein = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        replies.push(new URLSearchParams(body));
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => werkplein.listen(0, '127.0.0.1', resolve));
    const publicUrl = `http://127.0.0.1:${(werkplein.address() as AddressInfo).port}`;
    const simulated = await aSimulator(publicUrl);
    ({ simulator } = simulated);
    const { twilio, smtp } = readConfiguration({ DEMO: 'on', ...simulated.settings });
    const [sms, email] = [new TwilioChannel(twilio!, () => publicUrl, 5_000), new SmtpChannel(smtp!, 5_000)];
    await sms.send({ messageId: '1', to: NUMBER, text: `Hoe gaat het met u? Vertel het ons: ${LINK}. Stoppen? Antwoord STOP.` });
    await email.send({
      messageId: '2',
      to: MAILBOX,
      subject: 'Hoe gaat het met u?',
      text: `Vertel het ons: ${LINK}`,
      html: `<html><head><style>p{color:navy}</style></head><body><p>Vertel het ons: <a href="${LINK}">openen</a></p><script>document.title='stolen'</script></body></html>`,
    });
    for (let other = 0; other < 25; other += 1) await sms.send({ messageId: '3', to: `+316${20_000_000 + other}`, text: 'Een ander' });
    await simulator.settled();
    sms.close();
    email.close();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
    werkplein.close();
  });

  it('says at once that nothing leaves the building, and finds a telephone', async () => {
    const page = await browser.newPage();
    await page.goto(simulator.url);
    expect(await page.textContent('header')).toContain('Er gaat niets de deur uit');
    expect(await page.locator('.conversation').count()).toBe(20);
    await page.getByRole('link', { name: 'Oudere' }).click();
    expect(await page.locator('.conversation').count()).toBe(7);
    await page.getByLabel(/Zoek een nummer/).fill('+31 6 1234 5678');
    await page.getByRole('button', { name: 'Zoek' }).click();
    await page.getByRole('link', { name: /06 12345678/ }).click();
    expect(await page.textContent('h1')).toContain('06 12345678');
    expect(page.url()).not.toContain('12345678');
  });

  it('shows a message on a telephone with a link to tap, and what became of it', async () => {
    const page = await openPhone();
    expect(await page.getByRole('link', { name: LINK }).getAttribute('href')).toBe(LINK);
    expect(await page.textContent('.bubble')).toContain('bezorgd');
  });

  it('shows each line of a message as it was sent, in the direction of its own letters', async () => {
    await simulator.reply(NUMBER, 'Werkplein\n كيف\n٤');
    const page = await openPhone();
    const words = page.locator('.bubble-reply .words').last();
    expect(await words.textContent()).toBe('Werkplein\n كيف\n٤');
    expect(await words.evaluate((element) => getComputedStyle(element).unicodeBidi)).toBe('plaintext');
    await page.getByRole('button', { name: 'toets 4' }).click();
    expect(replies.at(-1)?.get('Body')).toBe('4️⃣');
  });

  it('takes a reply without JavaScript to the Werkplein, and shows whether it got there', async () => {
    const page = await openPhone({ javaScriptEnabled: false });
    await page.getByLabel('Antwoord', { exact: true }).fill('4, maar het gaat wel');
    await page.getByRole('button', { name: 'Stuur' }).click();
    expect(replies.at(-1)?.get('Body')).toBe('4, maar het gaat wel');
    expect(replies.at(-1)?.get('From')).toBe(NUMBER);
    expect(await page.locator('.bubble-reply').last().textContent()).toMatch(/4, maar het gaat wel[\s\S]*aangekomen/);
    answer = 403;
    await page.getByRole('button', { name: 'STOP' }).click();
    answer = 204;
    expect(await page.locator('.bubble-reply').last().textContent()).toContain('nam het niet aan');
  });

  it('shows what comes in by itself', async () => {
    const page = await openPhone();
    const before = await page.locator('.bubble').count();
    await simulator.reply(NUMBER, 'Nog iets');
    await page.waitForFunction((count) => document.querySelectorAll('.bubble').length > count, before);
    expect(await page.locator('.bubble').last().textContent()).toContain('Nog iets');
  });

  it('shows a mail as it was dressed, but lets none of it run', async () => {
    const page = await browser.newPage();
    await page.goto(`${simulator.url}/?zoek=${MAILBOX}`);
    await page.locator('.conversation').click();
    const mail = page.frameLocator('iframe');
    expect(await mail.locator('p').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 128)');
    expect(await mail.getByRole('link').getAttribute('href')).toBe(LINK);
    expect(await page.frames()[1]?.title()).toBe('');
    await page.getByText('zonder opmaak').click();
    expect(await page.getByRole('link', { name: LINK }).isVisible()).toBe(true);
  });

  it('makes a fault from its form, and takes it away', async () => {
    const page = await browser.newPage();
    await page.goto(simulator.url);
    await page.getByText('Storing toevoegen').click();
    await page.getByLabel(/Wat gaat er mis/).selectOption('undelivered');
    await page.getByLabel(/Foutcode/).fill('30003');
    await page.getByRole('button', { name: 'Zet aan' }).click();
    expect(await page.textContent('.fault-list')).toContain('Niet bezorgd, met een foutcode · voor iedereen · code 30003');
    expect(await (await fetch(`${simulator.url}/faults`)).json()).toEqual([{ kind: 'undelivered', code: '30003' }]);
    await page.getByRole('button', { name: 'Alles weer gewoon' }).click();
    expect(await page.locator('.fault-list').count()).toBe(0);
  });

  it('says kindly that a telephone is not there', async () => {
    const page = await browser.newPage();
    const response = await page.goto(`${simulator.url}/telefoons/bestaatniet`);
    expect(response?.status()).toBe(404);
    expect(await page.textContent('h1')).toBe('Dat staat hier niet');
  });

  it.each(['/', `/?zoek=${encodeURIComponent(NUMBER)}`, `/?zoek=${MAILBOX}`, '/?zoek=niemand'])(
    'is within reach of everybody: %s',
    async (address) => {
      for (const options of [{}, { viewport: DESKTOP, colorScheme: 'dark' as const }]) {
        const page = await browser.newPage(options);
        await page.goto(simulator.url + address);
        if ((await page.locator('.conversation').count()) === 1) await page.locator('.conversation').click();
        expect(await findBarriers(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
      }
    },
  );

  it('takes faults from a program, and refuses what is none', async () => {
    const post = (fault: object, headers = {}) =>
      fetch(`${simulator.url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(fault),
      });
    expect((await post({ kind: 'slow', ms: 10, times: 2 })).status).toBe(201);
    expect((await post({ kind: 'earthquake' })).status).toBe(400);
    expect((await post({ kind: 'slow' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await fetch(`${simulator.url}/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(await (await fetch(`${simulator.url}/faults`)).json()).toEqual([]);
  });

  it('counts what it took, by recipient', async () => {
    const counts = (await (await fetch(`${simulator.url}/counts`)).json()) as ReturnType<Simulator['counts']>;
    expect(counts.accepted).toBe(27);
    expect(counts.byRecipient).toContainEqual({ recipient: MAILBOX, messages: 1 });
  });

  async function openPhone(options = {}) {
    const page = await browser.newPage(options);
    await page.goto(`${simulator.url}/?zoek=${encodeURIComponent(NUMBER)}`);
    await page.locator('.conversation').click();
    await page.waitForURL(/telefoons/);
    return page;
  }
});
