import { wordingIn, type Language } from '#libs/platform';
import {
  estimateOf,
  modulesOf,
  type ExchangeProblem,
  type ListedQuestionnaire,
  type ModuleKey,
  type NotMapped,
} from '#libs/questionnaires';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { minutes } from './draft.page.js';
import { fieldMaker, summaryOf, type RemarksByField } from './form-fields.js';

export const OVERVIEW_DONE = ['weggegooid'] as const;
export type OverviewDone = (typeof OVERVIEW_DONE)[number];

export interface OverviewGiven {
  questionnaires: readonly ListedQuestionnaire[];
  modulesOn: ReadonlySet<ModuleKey>;
  mayChange: boolean;
  done: OverviewDone | null;
}

/** Every questionnaire there is: what of it is asked now, what is being changed, and what it asks of people. */
export function overviewPage({ questionnaires, modulesOn, mayChange, done }: OverviewGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  return {
    done: done === null ? null : say(`done.${done}`),
    mayChange,
    rows: questionnaires.map(({ key, definition, published, draft, hasNewerStandard }) => ({
      href: `/beheer/vragenlijsten/${key}`,
      title: wordingIn(definition.title, language) || key,
      purpose: wordingIn(definition.purpose, language),
      states: [
        published === null
          ? { kind: 'draft', text: say('state.never') }
          : { kind: 'on', text: say('state.version', { number: published.number }) },
        ...(draft !== null && published !== null ? [{ kind: 'draft', text: say('state.changed') }] : []),
      ],
      newer: hasNewerStandard ? say('state.newer') : null,
      facts: [
        ...(published === null
          ? []
          : [
              {
                label: say('list.published'),
                value:
                  published.publishedBy === null
                    ? say('list.by-product', { date: formatDate(language, published.publishedAt) })
                    : say('list.by', { date: formatDate(language, published.publishedAt), who: published.publishedBy }),
              },
            ]),
        ...(draft === null
          ? []
          : [
              {
                label: say('list.changed'),
                value: say('list.by', { date: formatDate(language, draft.changedAt), who: draft.changedBy }),
              },
            ]),
        {
          label: say('list.items'),
          value: say('list.items-of', { count: definition.items.length, asked: Math.min(definition.maxItems, definition.items.length) }),
        },
        ...(definition.items.length === 0 ? [] : [{ label: say('list.time'), value: minutes(estimateOf(definition).seconds, language) }]),
      ],
      modules: modulesOf(definition).map((module) => ({
        text: say(modulesOn.has(module) ? 'modules.is-on' : 'modules.is-off', { name: say(`module.${module}.name`) }),
        kind: modulesOn.has(module) ? 'on' : 'paused',
      })),
    })),
  };
}

export interface StartGiven {
  fields: { title: string; purpose: string };
  said: RemarksByField;
  instruments: readonly InstrumentOffered[];
}

/** A ready-made questionnaire, or one of which the words must be brought along. */
export interface InstrumentOffered {
  key: string;
  title: string;
  isReady: boolean;
}

/** Where a questionnaire begins: with a title and a purpose, with a ready-made one, or with a file. */
export function startPage({ fields, said, instruments }: StartGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const make = fieldMaker(said, language);
  return {
    problems: summaryOf(said),
    name: make.field({ name: 'titel-nl', label: say('general.title'), value: fields.title, hint: say('general.title-hint'), lang: 'nl' }),
    purpose: make.field({
      name: 'doel-nl',
      label: say('general.purpose'),
      value: fields.purpose,
      rows: 3,
      hint: say('general.purpose-hint'),
      lang: 'nl',
    }),
    ready: instruments.filter(({ isReady }) => isReady).map(({ key, title }) => ({ key, title, action: say('start.take-up', { title }) })),
    needsText: instruments.filter(({ isReady }) => !isReady).map(({ title }) => title),
  };
}

export interface ImportGiven {
  pasted: string;
  format: 'json' | 'fhir';
  problems: readonly ExchangeProblem[];
  notMapped: readonly NotMapped[];
  /** Of the draft that was made. */
  key: string | null;
  isEmpty: boolean;
}

/** Reading a file in: what became of it, with the place and the reason of everything that did not go as it should. */
export function importPage({ pasted, format, problems, notMapped, key, isEmpty }: ImportGiven, language: Language) {
  const say = (each: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.import.${each}`, values);
  const line = ({ place, sentence }: NotMapped) => ({ place: place === '' ? say('whole-file') : place, sentence });
  return {
    isEmpty,
    pasted,
    formats: (['json', 'fhir'] as const).map((value) => ({ value, label: say(`format.${value}`), isChosen: value === format })),
    refused: key === null && problems.length > 0 ? say('refused', { count: problems.length }) : null,
    taken: key === null ? null : { href: `/beheer/vragenlijsten/${key}`, text: say('taken') },
    errors: problems.filter(({ severity }) => severity === 'refused').map(line),
    remarks: problems.filter(({ severity }) => severity === 'remark').map(line),
    notMapped: notMapped.map(line),
  };
}
