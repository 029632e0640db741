import { tellRemark } from '../exchange/exchange-texts.js';
import { exportQuestionnaire, importQuestionnaire } from '../exchange/questionnaire-file.js';
import { INSTRUMENTS, instrumentOf } from './catalogue.js';
import type { Instrument } from './instrument.js';
import { questionnaireFromPack } from './text-pack.js';

const WHO5 = instrumentOf('who5') as Instrument & { words: 'needs-text-pack' };

/** Invented words, as an office would bring the real ones. */
function aPack(change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    format: 'werkplein-tekstpakket',
    formatVersion: 1,
    instrument: 'who5',
    licence: 'CC BY-NC-SA 3.0 IGO',
    title: { nl: 'Titel', en: 'Title' },
    purpose: { nl: 'Doel', en: 'Purpose' },
    introduction: { nl: 'Over de vorige maand:', en: 'Of the last month:' },
    items: [1, 2, 3, 4, 5].map((number) => ({ nl: `Verzonnen zin ${number}`, en: `Invented sentence ${number}` })),
    options: [5, 4, 3, 2, 1, 0].map((value) => ({ value, label: { nl: `Antwoord ${value}`, en: `Answer ${value}` } })),
    ...change,
  });
}

const read = (text: string, by = 'E. Maas') => questionnaireFromPack(WHO5, text, by);
const sentences = (text: string, by?: string) => {
  const found = read(text, by);
  return 'problems' in found ? found.problems.map((problem) => tellRemark(problem, 'nl')) : [];
};

describe('a pack of words for the WHO-5', () => {
  it('becomes a questionnaire in the module of mental health, with its score and its licence', () => {
    expect(read(aPack())).toMatchObject({
      found: {
        key: 'who5',
        maxItems: 5,
        items: [
          {
            key: 'who5.1',
            trait: null,
            kind: 'choice',
            module: 'mental_health',
            sensitive: true,
            wording: { nl: 'Verzonnen zin 1' },
            help: { nl: 'Over de vorige maand:' },
          },
          { key: 'who5.2' },
          { key: 'who5.3' },
          { key: 'who5.4' },
          { key: 'who5.5' },
        ],
        scores: [{ trait: 'wellbeing.who5', instrument: 'who5', items: ['who5.1', 'who5.2', 'who5.3', 'who5.4', 'who5.5'] }],
        source: { licence: 'CC BY-NC-SA 3.0 IGO Licentie nagegaan door E. Maas.' },
      },
    });
  });

  it('says whose translation it is when it is not the official one', () => {
    const found = read(aPack({ translationNote: 'Vertaling van ons zelf, niet van de WHO.' }));
    expect('found' in found && found.found.source?.licence).toContain('Vertaling van ons zelf, niet van de WHO.');
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a question too few', { items: [{ nl: 'Een', en: 'One' }] }, ['"items": Dit instrument heeft 5 vragen. In het bestand staan er 1.']],
    [
      'answers that count for something else',
      { options: [1, 2, 3, 4, 5, 6].map((value) => ({ value, label: { nl: 'x', en: 'y' } })) },
      ['"options": De antwoorden van dit instrument tellen voor 0, 1, 2, 3, 4, 5. In het bestand staat 1, 2, 3, 4, 5, 6.'],
    ],
    [
      'a language that stops halfway',
      { title: { nl: 'Titel', en: 'Title', tr: 'Başlık' } },
      expect.arrayContaining(['Het doel, in het Turks: hier staat geen tekst.']) as string[],
    ],
    ['the words of another instrument', { instrument: 'phq4' }, ['"instrument": Dit zijn de woorden van een ander instrument: phq4.']],
    ['no licence', { licence: undefined }, ['"licence" ontbreekt.']],
    [
      'a whole questionnaire',
      { format: 'werkplein-vragenlijst' },
      ['Dit bestand is van een ander soort. Wij verwachten "format": "werkplein-tekstpakket".'],
    ],
  ])('is refused with %s', (_, change, expected) => {
    expect(sentences(aPack(change))).toEqual(expected);
  });

  it('is refused when nobody found out that these words may be used', () => {
    expect(sentences(aPack(), '  ')).toEqual(['Zeg wie heeft nagegaan dat uw organisatie deze tekst mag gebruiken.']);
  });
});

describe('the catalogue of instruments', () => {
  it('has every name once', () => {
    expect(INSTRUMENTS.map(({ key }) => key)).toEqual([...new Set(INSTRUMENTS.map(({ key }) => key))]);
  });

  it.each(INSTRUMENTS.flatMap((one) => (one.words === 'here' ? [one.definition] : [])))(
    'has a definition of the right form: $key',
    (definition) => {
      expect(importQuestionnaire(exportQuestionnaire(definition))).toEqual({ found: definition });
    },
  );

  it('has the loneliness scale in the two languages that its authors vouch for, behind its module', () => {
    const instrument = instrumentOf('djg6');
    const items = instrument?.words === 'here' ? instrument.definition.items : [];
    expect(items).toHaveLength(6);
    for (const { wording, options, module, sensitive } of items) {
      expect([wording, ...options.map(({ label }) => label)].map((words) => Object.keys(words).toSorted().join())).toEqual(
        Array(4).fill('en,nl'),
      );
      expect({ module, sensitive }).toEqual({ module: 'loneliness', sensitive: true });
    }
  });
});
