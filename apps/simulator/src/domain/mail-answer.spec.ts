import { simpleParser } from 'mailparser';
import { answerMail, type MailAnswer } from './mail-answer.js';

const ANSWER: MailAnswer = {
  from: 'anna@example.nl',
  to: 'antwoord+1@werkplein.example',
  messageId: '<a@simulator.example>',
  body: 'Het gaat zó goed 👍\n.\nAnna',
  original: {
    messageId: '<1@werkplein.example>',
    subject: 'Eén vraag',
    text: 'Hoe gaat het?\n\nWerkplein\n',
    from: 'Werkplein <werkplein@werkplein.example>',
    at: Temporal.Instant.from('2026-11-02T12:00:00+01:00'),
  },
};

describe('an answer to a mail', () => {
  it('says what it answers, and quotes it', async () => {
    const mail = await simpleParser(answerMail(ANSWER));
    expect(mail).toMatchObject({ subject: 'Re: Eén vraag', messageId: '<a@simulator.example>', inReplyTo: '<1@werkplein.example>' });
    expect(mail.from?.value[0]?.address).toBe('anna@example.nl');
    expect(mail.text).toBe(
      'Het gaat zó goed 👍\n.\nAnna\n\nOp ma 2 nov 2026, 12:00 schreef Werkplein <werkplein@werkplein.example>:\n\n> Hoe gaat het?\n> \n> Werkplein\n',
    );
  });

  it('has one Re:, and no header of somebody else’s making', async () => {
    const mail = await simpleParser(
      answerMail({
        ...ANSWER,
        headers: { 'Auto-Submitted': 'auto-replied' },
        original: { ...ANSWER.original, subject: 'Re: Hoi\r\nBcc: x@y.nl' },
      }),
    );
    expect(mail.subject).toBe('Re: Hoi Bcc: x@y.nl');
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(mail.headers.has('bcc')).toBe(false);
  });
});
