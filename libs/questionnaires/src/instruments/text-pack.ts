import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import type { QuestionnaireDefinition } from '../domain/definition.js';
import { problemsOfFormat, readJson, type ReadFile } from '../exchange/questionnaire-file.js';
import type { Remark } from '../exchange/imported.js';
import { schemaProblems } from '../exchange/schema-problems.js';
import { validatorOf } from '../exchange/schemas.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import { type Instrument, type PackShape, USUAL_BASIS } from './instrument.js';

export const PACK_FORMAT = 'werkplein-tekstpakket';

/** The words of an instrument as a file (docs/schemas/text-pack.schema.json). */
interface TextPack {
  instrument: string;
  licence: string;
  translationNote?: string;
  title: Wording;
  purpose: Wording;
  introduction?: Wording;
  items: Wording[];
  options: { value: number; label: Wording }[];
}

/**
 * A pack of words as a questionnaire for a draft. The instrument decides what has to be in it: so many questions, answers that count for exactly
 * its values, and every text in every language that the pack speaks (half a scale in a language is no scale in it).
 * @param acknowledgedBy who found out that this office may use these words; stands in the questionnaire from then on
 */
export function questionnaireFromPack(
  instrument: Instrument & { words: 'needs-text-pack' },
  text: string,
  acknowledgedBy: string,
): ReadFile<QuestionnaireDefinition> {
  if (acknowledgedBy.trim() === '') return { problems: [remark('', 'pack.acknowledge')] };
  const read = readJson(text);
  if ('problems' in read) return read;
  const strange = problemsOfFormat(read.found, PACK_FORMAT);
  if (strange) return { problems: [strange] };
  const validate = validatorOf('text-pack');
  if (!validate(read.found)) return { problems: schemaProblems(validate.errors ?? []) };
  const pack = read.found as unknown as TextPack;
  const problems = problemsOfPack(pack, instrument.key, instrument.shape);
  return problems.length > 0 ? { problems } : { found: definitionOf(pack, instrument.shape, acknowledgedBy.trim()) };
}

function problemsOfPack(pack: TextPack, key: string, shape: PackShape): Remark[] {
  if (pack.instrument !== key) return [remark('instrument', 'pack.other-instrument', { instrument: pack.instrument })];
  const found = pack.options.map(({ value }) => value);
  const hasValues = found.length === shape.optionValues.length && shape.optionValues.every((value) => found.includes(value));
  return [
    ...(pack.items.length === shape.items ? [] : [remark('items', 'pack.item-count', { expected: shape.items, count: pack.items.length })]),
    ...(hasValues
      ? []
      : [
          remark('options', 'pack.option-values', {
            expected: shape.optionValues.toSorted((a, b) => a - b).join(', '),
            found: found.join(', '),
          }),
        ]),
    ...emptyWords(pack),
  ];
}

/** Every language that is spoken anywhere has to be spoken everywhere. */
function emptyWords({ title, purpose, introduction, items, options }: TextPack): Remark[] {
  const all: [place: string, wording: Wording][] = [
    ['title', title],
    ['purpose', purpose],
    ...(introduction ? [['introduction', introduction] as [string, Wording]] : []),
    ...items.map((wording, index): [string, Wording] => [`items[${index}]`, wording]),
    ...options.map(({ label }, index): [string, Wording] => [`options[${index}].label`, label]),
  ];
  const spoken = CLIENT_LANGUAGES.filter((language) => language === 'nl' || all.some(([, wording]) => wording[language]));
  return all.flatMap(([place, wording]) =>
    spoken.filter((language) => !wording[language]?.trim()).map((language) => remark(`${place}.${language}`, 'pack.words-empty')),
  );
}

function definitionOf(pack: TextPack, { instrument, trait, module, citation }: PackShape, acknowledgedBy: string): QuestionnaireDefinition {
  const keys = pack.items.map((_, index) => `${instrument}.${index + 1}`);
  const { translationNote } = pack;
  return {
    key: instrument,
    title: pack.title,
    purpose: pack.purpose,
    ...USUAL_BASIS,
    // Only together they say something.
    maxItems: pack.items.length,
    refusal: STANDARD_QUESTIONNAIRE.refusal,
    ...(STANDARD_QUESTIONNAIRE.closing && { closing: STANDARD_QUESTIONNAIRE.closing }),
    items: pack.items.map((wording, index) => ({
      key: String(keys[index]),
      trait: null,
      kind: 'choice',
      wording,
      ...(pack.introduction && { help: pack.introduction }),
      sensitive: true,
      module,
      options: pack.options,
    })),
    scores: [{ trait, instrument, items: keys }],
    source: {
      citation,
      licence: [pack.licence, translationNote, `Licentie nagegaan door ${acknowledgedBy}.`].filter((part) => part).join(' '),
    },
  };
}

function remark(place: string, code: string, values: Remark['values'] = {}): Remark {
  return { place, code, values };
}
