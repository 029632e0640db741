import { LANGUAGES } from '#libs/platform';
import type { Finding } from './domain/report/report.js';
import type { ReportContent } from './domain/report/report-content.js';
import { reportInWords, reportMail } from './report-words.js';

const group = { trait: 'literacy.reading_nl', keys: ['3'], people: 41, rate: 3.2, average: 21.6 };
const FINDINGS: Finding[] = [
  { kind: 'first', rate: 21.6 },
  { kind: 'more', rate: 21.6, before: 12.4 },
  { kind: 'less', rate: 21.6, before: 30 },
  { kind: 'no-certain-change', rate: 21.6, before: 20 },
  { kind: 'group-below', ...group },
  { kind: 'group-above', ...group },
  { kind: 'none-stands-out' },
  { kind: 'known-least', trait: 'finance.debt', share: 0.414 },
  { kind: 'known-well', trait: 'finance.debt', share: 0.86 },
  { kind: 'nothing-known' },
];
const content = (findings: Finding[], over: Partial<ReportContent> = {}): ReportContent => ({
  period: { from: '2025-10-01', until: '2026-10-01' },
  before: { from: '2024-10-01', until: '2025-10-01' },
  findings,
  people: 1204,
  work: 231,
  rate: { value: 21.6, low: 18.9, high: 24.6 },
  rateBefore: 20,
  below: [group],
  ...over,
});

describe('the monthly report in words', () => {
  it.each(LANGUAGES.flatMap((language) => FINDINGS.map((finding) => [language, finding.kind, finding] as const)))(
    'has a sentence in %s for "%s", with everything filled in',
    (language, _, finding) => {
      const [sentence] = reportInWords(content([finding]), 'Team Noord', language).sentences;
      expect(sentence).toMatch(/^[A-Z].+\.$/s);
      expect(sentence).not.toMatch(/\{\{|undefined|NaN/);
    },
  );

  it('says what changed and what stands out in plain Dutch, with Dutch numbers', () => {
    const words = reportInWords(content([FINDINGS[1]!, FINDINGS[4]!, FINDINGS[7]!]), 'Team Noord', 'nl');

    expect(words.title).toBe('Uitstroom naar werk: het maandbericht van Team Noord');
    expect(words.about).toBe('Over de mensen die op 1 oktober 2025 een uitkering hadden, gevolgd tot en met 30 september 2026.');
    expect(words.sentences[0]).toContain('Nu 21,6 op elke 100 jaar in de uitkering, toen 12,4.');
    expect(words.sentences[1]).toContain('gaat samen met minder werk: 3,2');
    expect(words.sentences[2]).toContain('maar van 41% van de mensen bekend');
    expect(words.figures[0]).toBe('1.204 mensen hadden op de eerste dag een uitkering');
  });

  it('never says that one thing makes another', () => {
    const all = LANGUAGES.flatMap((language) =>
      Object.values(reportInWords(content(FINDINGS), null, language))
        .flat()
        .join(' '),
    );
    expect(all.join(' ')).not.toMatch(/\b(effect|oorza|veroorza|doordat|because of|caus(e|ed|es)\b|leidt tot|leads to)/i);
  });

  it('says that there is nothing to compare with, instead of a nought', () => {
    const { figures } = reportInWords(content([FINDINGS[0]!], { before: null, rateBefore: null }), null, 'nl');
    expect(figures.at(-1)).toBe('van de twaalf maanden ervoor zijn er geen cijfers die u kunt vergelijken');
  });

  it('makes a mail with a subject without figures, the way to the page and to switching it off', () => {
    const mail = reportMail(
      reportInWords(content([FINDINGS[0]!]), 'Team Noord', 'nl'),
      'https://werkplein.example/uitstroom/bericht',
      'nl',
    );
    expect(mail.subject).not.toMatch(/\d/);
    expect(mail.body).toContain('Bekijk alle cijfers:\nhttps://werkplein.example/uitstroom/bericht');
    expect(mail.body).toContain('Zet het uit op dezelfde pagina.');
  });
});
