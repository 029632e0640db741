import { previewOf } from '#libs/wording';
import { emailCard } from './email-card.js';

const KEY = { purpose: 'check_in_invitation', channel: 'email', language: 'nl', form: 'u' } as const;
const VALUES = { link: 'https://werkplein.example/c/1?a=1&b=2', questions: '6' };

function cardOf(body: string) {
  const html = previewOf(KEY, { subject: 'Vragen', body }, VALUES, { form: 'u', canReply: true })?.html;
  return emailCard(html ?? '');
}

describe('an e-mail on our own page', () => {
  it('has the heading, the paragraphs and the button of what is sent', () => {
    expect(cardOf('Hallo\n\nEen regel\nnog een\n\nBegin hier:\n{{link}}\n\nDag')).toEqual([
      { text: 'Hallo', isHeading: true, isButton: false },
      { text: 'Een regel\nnog een', isHeading: false, isButton: false },
      { text: 'Begin hier', isHeading: false, isButton: true },
      { text: `Werkt de knop niet? Open dan deze link: ${VALUES.link}`, isHeading: false, isButton: false },
      { text: 'Dag', isHeading: false, isButton: false },
    ]);
  });

  it('has what was typed, as it was typed', () => {
    const typed = `<b>a</b> & "b" 'c' &amp;lt; {{link}}`;
    expect(cardOf(`Kop\n\n${typed}`)[1]?.text).toBe(typed.replace('{{link}}', VALUES.link));
  });

  it('is empty when there is nothing', () => {
    expect(emailCard('')).toEqual([]);
  });
});
