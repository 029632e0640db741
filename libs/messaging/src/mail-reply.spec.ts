import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { readMailReply } from './mail-reply.js';
import { LONGEST_REPLY } from './reply-text.js';

const ID = '0199aaaa-0000-7000-8000-000000000001';
const OTHER = '0199aaaa-0000-7000-8000-000000000002';
const OWN = { replyAddress: 'antwoord@in.werkplein.example', from: 'werkplein@werkplein.example', domain: 'werkplein.example' };
const TO = `antwoord+${ID}@in.werkplein.example`;

/** As a program for e-mail writes it. */
async function mailOf(given: Mail.Options): Promise<Buffer> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: 'Sam Voorbeeld <Sam@voorbeeld.nl>',
    to: TO,
    subject: 'Re: Hoe gaat het met u?',
    text: 'Het gaat wel.',
    messageId: '<a1@mail.voorbeeld.nl>',
    ...given,
  });
  return message as Buffer;
}

const read = async (given: Mail.Options, envelope: { sender?: string; recipients?: string[] } = {}) =>
  readMailReply({ content: await mailOf(given), sender: 'sam@voorbeeld.nl', recipients: [TO], ...envelope }, OWN);

describe('an answer to our e-mail', () => {
  it('is read: who, what, and which message of ours it answers', async () => {
    expect(await read({})).toEqual({
      channel: 'email',
      from: 'sam@voorbeeld.nl',
      body: 'Het gaat wel.',
      subject: 'Re: Hoe gaat het met u?',
      provider: 'smtp',
      providerMessageId: '<a1@mail.voorbeeld.nl>',
      answersId: ID,
    });
  });

  it('names our message in the address, else in what it says it answers', async () => {
    const bare = { recipients: ['antwoord@in.werkplein.example'] };
    expect(await read({ inReplyTo: `<${OTHER}@werkplein.example>` })).toMatchObject({ answersId: ID });
    expect(await read({ inReplyTo: `<${OTHER}@werkplein.example>` }, bare)).toMatchObject({ answersId: OTHER });
    expect(await read({ references: [`<${ID}@werkplein.example>`, '<b@mail.voorbeeld.nl>'] }, bare)).toMatchObject({ answersId: ID });
    for (const elsewhere of [`<${OTHER}@elders.example>`, '<1@werkplein.example>', 'zomaar iets'])
      expect(await read({ inReplyTo: elsewhere }, bare)).toMatchObject({ answersId: null });
    expect(await read({}, bare)).toMatchObject({ answersId: null });
  });

  it('is without the mail that it answers, also when it has looks only', async () => {
    const quote = `<div class="gmail_quote"><div class="gmail_attr">Op ma 2 nov 2026 om 12:00 schreef Werkplein &lt;<a href="mailto:${TO}">${TO}</a>&gt;:<br></div><blockquote>Hoe gaat het met u?</blockquote></div>`;
    expect(await read({ text: undefined, html: `<div dir="ltr">Het gaat <b>goed</b>.<br>Sam</div>${quote}` })).toMatchObject({
      body: 'Het gaat goed.\nSam',
    });
    const outlook = `<p>Ik ben ziek.</p><hr><div id="divRplyFwdMsg"><b>Van:</b> Werkplein &lt;${TO}&gt;<br><b>Verzonden:</b> maandag<br><b>Aan:</b> Sam<br><b>Onderwerp:</b> Hoe gaat het?</div><p>Hoe gaat het met u?</p>`;
    expect((await read({ text: undefined, html: outlook }))?.body.replaceAll(/[\s-]+$/g, '')).toBe('Ik ben ziek.');
    expect(await read({ text: ' ', html: '<style>p{}</style><p>Alleen hier</p>' })).toMatchObject({ body: 'Alleen hier' });
  });

  it('says that something was sent along, which is not kept; a picture in a signature is nothing', async () => {
    const brief = { filename: 'brief.pdf', content: Buffer.from('x') };
    expect(await read({ attachments: [brief] })).toMatchObject({ body: 'Het gaat wel.\n\n[bijlage niet bewaard]' });
    expect(await read({ text: '', attachments: [brief] })).toMatchObject({ body: '[bijlage niet bewaard]' });
    expect(await read({ text: 'STOP', attachments: [brief] })).toMatchObject({ body: 'STOP' });
    const logo = { filename: 'logo.png', content: Buffer.from('x'), cid: 'logo', contentDisposition: 'inline' as const };
    expect(await read({ html: '<p>Het gaat wel.</p><img src="cid:logo">', attachments: [logo] })).toMatchObject({ body: 'Het gaat wel.' });
  });

  it('is found in the beginning of a mail that was cut off', async () => {
    const content = await mailOf({ attachments: [{ filename: 'foto.jpg', content: Buffer.alloc(50_000) }] });
    const reply = await readMailReply({ content: content.subarray(0, 20_000), sender: 'sam@voorbeeld.nl', recipients: [TO] }, OWN);
    expect(reply).toMatchObject({ from: 'sam@voorbeeld.nl', body: 'Het gaat wel.\n\n[bijlage niet bewaard]' });
  });

  it('without a Message-ID is known by all that is in it', async () => {
    const content = Buffer.from('From: sam@voorbeeld.nl\r\nSubject: x\r\n\r\nHoi');
    const [one, same] = [
      await readMailReply({ content, sender: 's', recipients: [TO] }, OWN),
      await readMailReply({ content, sender: 's', recipients: [TO] }, OWN),
    ];
    expect(one?.providerMessageId).toMatch(/^sha256:/);
    expect(same?.providerMessageId).toBe(one?.providerMessageId);
  });

  it.each([
    ['a machine', { headers: { 'Auto-Submitted': 'auto-replied' } }, {}],
    ['a list', { headers: { 'List-Id': '<nieuws.voorbeeld.nl>' } }, {}],
    ['nobody', {}, { sender: '' }],
    ['ourselves', { from: 'Werkplein <werkplein@werkplein.example>' }, {}],
    ['our own address for answers', { from: TO }, {}],
    ['an address that is none', { from: '' }, {}],
  ])('from %s is none', async (_, given, envelope) => {
    expect(await read(given, envelope)).toBeNull();
  });

  it('is looked for in anything at all without a crash, and holds nothing that cannot be kept', async () => {
    const whole = await mailOf({ html: '<p>Hoi</p>', attachments: [{ filename: 'a.pdf', content: Buffer.from('x') }] });
    const spoiled = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 40 })
      .map((changes) => changes.reduce((mail, [at, byte]) => (mail.writeUInt8(byte, at), mail), Buffer.from(whole)));
    const anything = fc.oneof(
      spoiled,
      fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(`From: a@b.nl\r\nSubject: ${text}\r\nMessage-ID: <${text}>\r\n\r\n${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        const reply = await readMailReply({ content, sender: 'sam@voorbeeld.nl', recipients: [TO] }, OWN);
        if (!reply) return;
        for (const text of [reply.body, reply.subject, reply.providerMessageId, reply.from]) {
          expect(text).not.toMatch(/\0/);
          expect(text?.isWellFormed()).toBe(true);
        }
        expect(reply.body.length).toBeLessThanOrEqual(LONGEST_REPLY + 30);
      }),
      { numRuns: 300 },
    );
  });
});
