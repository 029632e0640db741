import { directionOf, type Language } from '#libs/platform';
import { LEGAL_GROUNDS } from '#libs/questionnaires';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { draftHead } from './draft-head.js';
import type { DraftSeen } from './draft-viewing.service.js';
import { fieldMaker, summaryOf, wordsInLanguages, type RemarksByField } from './form-fields.js';
import { MOST_SECTIONS, type GeneralFields } from './general.form.js';

export interface GeneralPageGiven {
  seen: DraftSeen;
  fields: GeneralFields;
  revision: number;
  said: RemarksByField;
  isStale: boolean;
  done: string | null;
}

/** What is said about the questionnaire as a whole: why it is asked, on what ground, how much, and its sections. */
export function generalPage({ seen, fields, revision, said, isStale, done }: GeneralPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const make = fieldMaker(said, language);
  const { draft } = seen;
  const number = (name: string, label: string, value: string, hint: string) => make.field({ name, label, value, hint, size: 'number' });
  return {
    ...draftHead(seen, 'general', language),
    revision,
    done,
    problems: summaryOf(said, (field) => (field === 'onderdelen' ? 'onderdeel-1-nl' : field)),
    stale: isStale
      ? {
          title: say('conflict.title', {
            who: draft.changedBy ?? say('somebody'),
            when: draft.changedAt ? formatMoment(language, draft.changedAt) : '',
          }),
          text: say('conflict.general'),
        }
      : null,
    words: wordsInLanguages(
      make,
      [
        { name: 'titel', label: say('general.title'), words: fields.title, hint: say('general.title-hint') },
        { name: 'doel', label: say('general.purpose'), words: fields.purpose, rows: 3, hint: say('general.purpose-hint') },
        { name: 'weigeren', label: say('general.refusal'), words: fields.refusal, hint: say('general.refusal-hint') },
        { name: 'slot', label: say('general.closing'), words: fields.closing, hint: say('general.closing-hint') },
        ...fields.sections.map(({ title }, index) => ({
          name: `onderdeel-${index + 1}`,
          label: say('general.section', { number: index + 1 }),
          words: title,
        })),
      ],
      language,
    ),
    ground: make.choice({
      name: 'grond',
      label: say('general.ground'),
      value: fields.ground,
      options: [{ value: '', label: say('choose') }, ...LEGAL_GROUNDS.map((value) => ({ value, label: say(`ground.${value}`) }))],
    }),
    article: make.field({ name: 'artikel', label: say('general.article'), value: fields.article, hint: say('general.article-hint') }),
    retention: number('bewaren', say('general.retention'), fields.retentionMonths, say('general.retention-hint')),
    maxItems: number('meest', say('general.max-items'), fields.maxItems, say('general.max-items-hint')),
    maxItemsPerMonth: number('permaand', say('general.max-month'), fields.maxItemsPerMonth, say('general.max-month-hint')),
    sections: fields.sections.map(({ key, title }, index) => ({
      number: index + 1,
      key,
      label: make.field({
        name: `onderdeel-${index + 1}-nl`,
        label: say('general.section', { number: index + 1 }),
        value: title.nl,
        lang: 'nl',
        dir: directionOf('nl'),
      }),
      remove: say('general.section-remove', { number: index + 1 }),
    })),
    sectionsSaid: make.about('onderdelen'),
    canAddSection: fields.sections.length < MOST_SECTIONS,
    source: draft.definition.source ?? null,
  };
}
