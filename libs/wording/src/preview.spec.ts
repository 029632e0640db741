import { previewOf } from './preview.js';

const KEY = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'je' } as const;
const OPTIONS = { form: 'u', canReply: true } as const;
const VALUES = { link: 'https://werkplein.example/c/abcdefgh01234567' };

describe('a text that is not published yet', () => {
  it('is written as it would be sent, also in the form that the office does not use', () => {
    expect(previewOf(KEY, { subject: null, body: 'Doe je mee? {{link}} {{stop}}' }, VALUES, OPTIONS)).toEqual({
      text: 'Doe je mee? https://werkplein.example/c/abcdefgh01234567 Geen sms meer? Antwoord STOP',
      language: 'nl',
    });
  });

  it('is nothing while it cannot be read', () => {
    expect(previewOf(KEY, { subject: null, body: 'Dag {{naam}}' }, VALUES, OPTIONS)).toBeNull();
    expect(previewOf(KEY, { subject: null, body: 'Dag {{#if link}}' }, VALUES, OPTIONS)).toBeNull();
    expect(previewOf({ ...KEY, purpose: 'check_in_done', channel: 'email' }, { subject: '', body: 'Dag' }, VALUES, OPTIONS)).toBeNull();
  });

  it('is in its own language, reviewed or not', () => {
    const arabic = previewOf({ ...KEY, language: 'ar', form: 'u' }, { subject: null, body: 'مرحبا {{link}}' }, VALUES, OPTIONS);
    expect(arabic).toMatchObject({ language: 'ar', text: 'مرحبا https://werkplein.example/c/abcdefgh01234567' });
  });
});
