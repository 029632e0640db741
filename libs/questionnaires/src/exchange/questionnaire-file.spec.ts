import fc from 'fast-check';
import { anyDefinition, EVERYTHING } from '../../../../test/support/questionnaire-examples.js';
import { LONELINESS } from '../instruments/loneliness.js';
import { SELF_RATED_HEALTH } from '../instruments/self-rated-health.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import { tellRemark } from './exchange-texts.js';
import { exportQuestionnaire, importQuestionnaire } from './questionnaire-file.js';
import { SCHEMA_NAMES, schemaText, validatorOf } from './schemas.js';

describe('a questionnaire as a file', () => {
  it.each([STANDARD_QUESTIONNAIRE, LONELINESS, SELF_RATED_HEALTH, EVERYTHING])('comes back as it was: $key', (definition) => {
    expect(importQuestionnaire(exportQuestionnaire(definition, 3))).toEqual({ found: definition });
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        expect(importQuestionnaire(exportQuestionnaire(definition))).toEqual({ found: definition });
      }),
    );
  });

  it('is the same file every time', () => {
    const text = exportQuestionnaire(EVERYTHING, 3);
    const read = importQuestionnaire(text);
    expect('found' in read && exportQuestionnaire(read.found, 3)).toBe(text);
  });

  it('says which format it is, and which version of it', () => {
    expect(JSON.parse(exportQuestionnaire(EVERYTHING, 3))).toMatchObject({ format: 'werkplein-vragenlijst', formatVersion: 1, version: 3 });
  });

  it('may begin with the mark that some editors make', () => {
    expect(importQuestionnaire(`\u{FEFF}${exportQuestionnaire(EVERYTHING)}`)).toEqual({ found: EVERYTHING });
  });
});

describe('a file that is none', () => {
  it.each<[string, string, string]>([
    ['no JSON', 'hallo', 'Dit bestand is geen JSON, of het is kapot. Kies het bestand dat u heeft gedownload.'],
    ['nothing', '', 'Dit bestand is geen JSON, of het is kapot. Kies het bestand dat u heeft gedownload.'],
    ['a list', '[]', 'In dit bestand staat geen vragenlijst.'],
    ['FHIR', '{"resourceType":"Questionnaire"}', 'Dit is een FHIR-bestand. Kies FHIR als soort bestand.'],
    ['something else', '{"format":"iets"}', 'Dit bestand is van een ander soort. Wij verwachten "format": "werkplein-vragenlijst".'],
    [
      'of a later product',
      '{"format":"werkplein-vragenlijst","formatVersion":2}',
      'Dit bestand is van een andere versie van het formaat. Wij kennen alleen versie 1.',
    ],
    ['too large', `"${'x'.repeat(2_000_000)}"`, 'Dit bestand is te groot voor een vragenlijst.'],
  ])('is refused as a whole: %s', (_, text, sentence) => {
    expect(sentencesOf(text)).toEqual([sentence]);
  });

  it.each<[string, (file: Changeable) => void, string[]]>([
    ['a title is missing', (file) => delete file.title, ['"title" ontbreekt.']],
    [
      'a field has no place, and is not left out in silence',
      (file) => (file.items[1].colour = 'red'),
      ['Vraag 2: "colour" kennen wij niet. Haal het weg, of kijk of de naam goed is.'],
    ],
    ['Dutch is missing', (file) => delete file.items[1].options[0].label.nl, ['Vraag 2, antwoord 1, de tekst: "nl" ontbreekt.']],
    [
      'a kind does not exist',
      (file) => (file.items[0].kind = 'slider'),
      ['Vraag 1, "kind": dit kan niet. Wat wel kan: choice, scale, several, yes_no, number, date, text.'],
    ],
    [
      'a value is text',
      (file) => (file.items[0].options[0].value = '1'),
      ['Vraag 1, antwoord 1, "value": hier hoort een heel getal te staan.'],
    ],
    ['words are a number', (file) => (file.closing.en = 4), ['De slotvraag, in het Engels: hier hoort tekst te staan.']],
    [
      'a condition is one we do not have, which is told once',
      (file) => (file.items[2].showWhen = { all: [{ of: 'weather', key: 'rain', is: [1] }] }),
      ['Vraag 3, de voorwaarde: deze voorwaarde begrijpen wij niet. Kijk in het schema welke voorwaarden er zijn.'],
    ],
    [
      'a feed is one we do not have',
      (file) => (file.items[2].feed = { how: 'guess' }),
      ['Vraag 3, het kenmerk: hier staat niet goed hoe een antwoord een kenmerk wordt. Kijk in het schema wat er kan.'],
    ],
    ['a number says not of what', (file) => delete file.items[4].number, ['Vraag 5: "number" ontbreekt.']],
    ['too many a check-in', (file) => (file.maxItems = 1000), ['"maxItems": dit getal is te hoog. Het hoogste is 100.']],
    [
      'two things at once are both told',
      (file) => {
        delete file.refusal;
        file.items[0].trait = 4;
      },
      ['"refusal" ontbreekt.', 'Vraag 1, "trait": hier hoort tekst te staan.'],
    ],
  ])('is refused with its place and reason when %s', (_, change, sentences) => {
    const file = structuredClone(JSON.parse(exportQuestionnaire(EVERYTHING))) as { questionnaire: Changeable };
    change(file.questionnaire);
    expect(sentencesOf(JSON.stringify(file))).toEqual(sentences);
  });

  it('never throws, whatever stands in it', () => {
    fc.assert(fc.property(fc.json(), (text) => 'problems' in importQuestionnaire(text)));
    fc.assert(
      fc.property(fc.jsonValue(), (questionnaire) => {
        const read = importQuestionnaire(JSON.stringify({ format: 'werkplein-vragenlijst', formatVersion: 1, questionnaire }));
        return 'problems' in read && read.problems.every((problem) => tellRemark(problem, 'nl') !== '' && tellRemark(problem, 'en') !== '');
      }),
    );
  });
});

describe('the published schemas', () => {
  it.each(SCHEMA_NAMES)('of a %s describes every field', (name) => {
    expect(undescribed(JSON.parse(schemaText(name)))).toEqual([]);
  });

  it.each(SCHEMA_NAMES)('of a %s is one that a validator takes', (name) => {
    expect(validatorOf(name)({})).toBe(false);
  });

  it('would tell of a field that it does not describe', () => {
    expect(undescribed({ properties: { a: { type: 'string' }, b: { $ref: '#/x' } } })).toEqual(['/a']);
  });
});

// A file as somebody changes it by hand: anything anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Changeable = any;

function sentencesOf(text: string): string[] {
  const read = importQuestionnaire(text);
  return 'problems' in read ? read.problems.map((problem) => tellRemark(problem, 'nl')) : [];
}

/** Fields without a description; what refers to something is described there. */
function undescribed(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => undescribed(one, place));
  const { properties = {} } = schema as { properties?: Record<string, object> };
  const here = Object.entries(properties)
    .filter(([, field]) => !('description' in field) && !('$ref' in field))
    .map(([name]) => `${place}/${name}`);
  return [
    ...here,
    ...Object.entries(schema).flatMap(([name, part]) => undescribed(part, name === 'properties' ? place : `${place}/${name}`)),
  ].filter((found) => !/\/(if|then|allOf|anyOf)\//.test(found) || !found.endsWith('/kind'));
}
