import type { Wording } from '#libs/platform';
import type { Item, ItemOption, QuestionnaireDefinition } from './definition.js';

/** What nobody else should read over a shoulder: health, money, reading, care, a roof, friends, and what help is wished for. */
const SENSITIVE = /^(health|finance|literacy)\.|^(care\.informal|housing\.stability|social\.network|wish\.help)$/;
/** Special data (AVG article 9): a module of its own, off until it is recorded on what ground it may be asked. */
const HEALTH = /^health\./;

/** The key of the questionnaire that comes with the product. */
export const STANDARD_KEY = 'hoe-gaat-het';

/** The words for a place in it: `refusal`, `wellbeing.general.question`, `wellbeing.general.options.1`; null where there are none. */
export type WordsFor = (place: string) => Wording | null;

/**
 * "Hoe gaat het met u?": our own item bank (CC0), A2 Dutch, neutral, answerable with one digit. What is asked, and in what order, stands here;
 * the words stand in `items.json` of each language. Change one and the next start publishes the next version; answers stay with the version
 * they were given to.
 * @throws Error when there are no words for a place that must have them
 */
export function standardQuestionnaire(wordsFor: WordsFor): QuestionnaireDefinition {
  return {
    key: STANDARD_KEY,
    title: must('title'),
    purpose: must('purpose'),
    // Helping people find work is a task of the municipality: it asks for no consent, and makes nobody answer.
    legalBasis: { ground: 'public_task', article: 'Participatiewet artikel 7 en 10' },
    retentionMonths: 24,
    maxItems: 6,
    refusal: must('refusal'),
    closing: must('closing'),
    items: [
      { ...faces('wellbeing.general', [1, 2, 3, 4, 5]), opens: true },
      // Wording and order of the European health interview (EHIS): best first, stored with 5 as best.
      faces('health.self_rated', [5, 4, 3, 2, 1]),
      choice('health.physical', [1, 2, 3]),
      choice('health.mental', [1, 2, 3, 4]),
      faces('finance.making_ends_meet', [1, 2, 3, 4, 5]),
      choice('finance.debt', [1, 2, 'unknown']),
      choice('literacy.reading_nl', [1, 2, 3]),
      choice('language.dutch_speaking', [1, 2, 3]),
      choice('digital.skills', [1, 2, 3]),
      choice('care.childcare', [1, 2, 3]),
      choice('care.informal', [1, 2]),
      choice('mobility.transport', [1, 2, 3]),
      // Its third answer is not "weet ik niet": who does not know how long they can stay has told us something about the house.
      choice('housing.stability', [1, 2, 3]),
      choice('social.network', [1, 2, 3]),
      choice('confidence.work', [1, 2, 3]),
      scale('workability.self', 0, 10),
      choice('wish.help', [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      choice('wish.contact', [1, 2]),
    ],
  };

  function choice(key: string, values: readonly (number | 'unknown')[]): Item {
    return item(
      key,
      'choice',
      values.map((value) => {
        const label = must(`${key}.options.${value}`);
        return value === 'unknown' ? { value: null, state: value, label } : { value, label };
      }),
    );
  }

  function faces(key: string, values: readonly number[]): Item {
    const { options, ...rest } = choice(key, values);
    return { ...rest, options: options.map((option) => ({ ...option, icon: `face-${option.value}` })) };
  }

  /** Only its ends carry words. */
  function scale(key: string, from: number, until: number): Item {
    const values = Array.from({ length: until - from + 1 }, (_, index) => from + index);
    return item(
      key,
      'scale',
      values.map((value) => ({ value, label: wordsFor(`${key}.options.${value}`) ?? everywhere(String(value)) })),
    );
  }

  /** In our own bank an item and its trait carry the same key. */
  function item(key: string, kind: Item['kind'], options: ItemOption[]): Item {
    const help = wordsFor(`${key}.help`);
    const sensitive = SENSITIVE.test(key) && { sensitive: true as const };
    const module = HEALTH.test(key) && { module: 'health' as const };
    return { key, trait: key, kind, wording: must(`${key}.question`), ...(help && { help }), ...sensitive, ...module, options };
  }

  function must(place: string): Wording {
    const words = wordsFor(place);
    if (!words) throw new Error(`no words for ${place}`);
    return words;
  }

  /** The same in every language that has words at all. */
  function everywhere(text: string): Wording {
    return Object.fromEntries(Object.keys(must('title')).map((language) => [language, text])) as Wording;
  }
}
