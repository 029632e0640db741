import type { Language } from '#libs/platform';
import { shippedText, type TemplateKey, type TemplateText } from '#libs/wording';
import { previewPage } from './preview.page.js';

const INVITATION: TemplateKey = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'u' };

interface Given {
  key?: TemplateKey;
  reached?: number;
  language?: Language;
}

function preview(body: string, { key = INVITATION, reached = 171, language = 'nl' }: Given = {}) {
  const text: TemplateText = { subject: key.channel === 'email' ? 'Vragen' : null, body };
  return previewPage({ key, text, options: { form: 'u', canReply: true }, from: 'Werkplein', reached }, language);
}

const factsOf = (page: ReturnType<typeof preview>) => (page.facts ?? []).flatMap(({ texts }) => texts);

describe('what stands beside a text that is being written', () => {
  it('is the message as a telephone shows it, with the link apart', () => {
    const { words, problems, isFine } = preview('Doet u mee? {{link}} {{stop}}');
    expect(words.map(({ text }) => text).join('')).toMatch(/^Doet u mee\? https:\S+ Geen sms meer\? Antwoord STOP$/);
    expect(words.filter(({ isLink }) => isLink)).toHaveLength(1);
    expect([problems, isFine]).toEqual([[], true]);
  });

  it('is what it costs: a message, and a round of everybody who is reached by text message', () => {
    expect(factsOf(preview('Doet u mee? {{link}} {{stop}}'))).toEqual([
      '1 sms',
      expect.stringMatching(/^\d+ tekens, nog \d+ over in deze sms$/),
      'Gewone letters: 160 tekens in één sms',
      'Ongeveer € 0,09 per bericht'.replace('€ ', '€\u00A0'),
      'Ongeveer € 15 per ronde van 171 klanten'.replace('€ ', '€\u00A0'),
    ]);
    expect(factsOf(preview('Doet u mee? {{link}} {{stop}}', { language: 'en' })).at(-1)).toBe('About €15 for a round of 171 clients');
  });

  it('tells no number of a small round, and no round of what is sent to one person', () => {
    expect(factsOf(preview('Doet u mee? {{link}} {{stop}}', { reached: 9 })).at(-1)).toContain('Minder dan 10 klanten');
    expect(factsOf(preview('Doet u mee? {{link}} {{stop}}', { reached: 0 })).at(-1)).toContain('niemand per sms te bereiken');
    const thanks = preview('Dank u wel!', { key: { ...INVITATION, purpose: 'check_in_done' } });
    expect(factsOf(thanks)).toHaveLength(4);
  });

  it('is each character that makes it dearer, with what to write instead', () => {
    expect(preview('Wilt ù “meer”… 😀 {{link}} {{stop}}').offending).toEqual([
      { character: '“', code: 'U+201C', instead: 'Schrijf liever "' },
      { character: '”', code: 'U+201D', instead: 'Schrijf liever "' },
      { character: '…', code: 'U+2026', instead: 'Schrijf liever ...' },
      { character: '😀', code: 'U+1F600', instead: 'Laat dit weg' },
    ]);
    expect(preview('مرحبا {{link}} {{stop}}', { key: { ...INVITATION, language: 'ar' } }).isScript).toBe(true);
  });

  it('are hints that hold nothing up, and problems that do', () => {
    const page = preview('Dag mevrouw, doe mee middels {{link}}');
    expect(page.problems).toHaveLength(2);
    expect(page.remarks).toEqual(['‘middels’ is een moeilijk woord. Liever: met.']);
    expect(page.summary).toBe('2 fouten. 1 tip.');
  });

  it('says nothing of what is not there yet, and nothing can be shown of what cannot be read', () => {
    expect(preview(' ')).toMatchObject({ isEmpty: true, isUnreadable: false, problems: [], isFine: false, facts: null });
    expect(preview('{{naam}}')).toMatchObject({ isEmpty: false, isUnreadable: true, words: [], facts: null });
  });

  it('asks an example question in the language of the text', () => {
    const key: TemplateKey = { ...INVITATION, purpose: 'check_in_question_next', language: 'tr' };
    const { words } = preview('{{question}}\n{{options}}\n{{refusal}}', { key });
    expect(words[0]?.text).toMatch(/\?\n1 \S+\n2 \S+\n3 \S+\n0 = \S+/);
    expect(words[0]?.text).not.toContain('reizen');
  });

  it.each(['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'so'])('shows the text of the product in %s', (language) => {
    const key: TemplateKey = { ...INVITATION, channel: 'email', language };
    const body = shippedText(key)?.body;
    if (body === undefined) return;
    expect(preview(body, { key }).email?.paragraphs.filter(({ isButton }) => isButton)).toHaveLength(1);
  });
});
