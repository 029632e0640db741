import { isAutomatic } from './automatic-mail.js';

const HUMAN: Record<string, string> = {
  'content-type': 'multipart/alternative',
  subject: 'Re: Hoe gaat het met u?',
  'x-mailer': 'iPhone Mail',
};
const judge = (headers: Record<string, string>, sender = 'sam@voorbeeld.nl') => isAutomatic((name) => headers[name], sender);

describe('an e-mail that a machine wrote', () => {
  it.each<Record<string, string>>([
    { 'auto-submitted': 'auto-replied' },
    { 'auto-submitted': 'auto-generated; owner-email="x"' },
    { precedence: 'bulk' },
    { precedence: 'auto_reply' },
    { precedence: 'list' },
    { 'x-autoreply': 'yes' },
    { 'x-autorespond': '' },
    { 'list-id': '<nieuws.voorbeeld.nl>' },
    { 'list-unsubscribe': '<https://voorbeeld.nl>' },
    { 'content-type': 'multipart/report; report-type=delivery-status' },
    { subject: 'Automatisch antwoord: Hoe gaat het met u?' },
    { subject: 'Automatic reply: Hoe gaat het met u?' },
    { subject: 'Out of Office Re: Hoe gaat het?' },
    { subject: 'Afwezig: tot maandag' },
  ])('says so: %j', (headers) => {
    expect(judge({ ...HUMAN, ...headers })).toBe(true);
  });

  it.each([
    '',
    'MAILER-DAEMON@voorbeeld.nl',
    'postmaster@voorbeeld.nl',
    'noreply@voorbeeld.nl',
    'no-reply+1@voorbeeld.nl',
    'bounce+1@voorbeeld.nl',
  ])('comes from nobody: "%s"', (sender) => {
    expect(judge(HUMAN, sender)).toBe(true);
  });

  it.each<[Record<string, string>, string]>([
    [HUMAN, 'sam@voorbeeld.nl'],
    [{ ...HUMAN, 'auto-submitted': 'no' }, 'sam@voorbeeld.nl'],
    [{ ...HUMAN, 'auto-submitted': ' NO ' }, 'sam@voorbeeld.nl'],
    [{ ...HUMAN, precedence: 'normal' }, 'sam@voorbeeld.nl'],
    [{ ...HUMAN, subject: 'Ik ben afwezig geweest' }, 'sam@voorbeeld.nl'],
    [HUMAN, 'bouncerin@voorbeeld.nl'],
    [HUMAN, 'noreplyna@voorbeeld.nl'],
    [{}, 'sam@voorbeeld.nl'],
  ])('is not what a person sends: %j from %s', (headers, sender) => {
    expect(judge(headers, sender)).toBe(false);
  });
});
