import { CLIENT_LANGUAGES, wordingIn, type Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import { languagesOf, modulesOf, type Estimate, type Item, type ModuleKey, type QuestionnaireDefinition } from '#libs/questionnaires';
import { texts } from '../http/views.js';
import { languageName } from '../templates/languages.page.js';
import { conditionInWords, itemInWords } from './condition-words.js';
import { draftHead } from './draft-head.js';
import type { DraftSeen } from './draft-viewing.service.js';
import { lookOf, LOOKS } from './item.form.js';
import { placeOf, problemLinks, remarksIn } from './problem-words.js';

export const DRAFT_DONE = ['bewaard', 'gemaakt', 'weg', 'verplaatst', 'weggegooid', 'ingelezen'] as const;
export type DraftDone = (typeof DRAFT_DONE)[number];

export interface DraftPageGiven {
  seen: DraftSeen;
  estimate: Estimate | null;
  modulesOn: ReadonlySet<ModuleKey>;
  done: DraftDone | null;
  /** The question that was moved just now. */
  movedItem: string | null;
  /** Somebody else saved in between. */
  isStale: boolean;
}

/** The questions of a questionnaire, each as a card, with what is wrong beside what it is about. */
export function draftPage({ seen, estimate, modulesOn, done, movedItem, isStale }: DraftPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const { draft, problems, mayChange } = seen;
  const { definition } = draft;
  const { items } = definition;
  const base = `/beheer/vragenlijsten/${draft.key}`;
  const place = items.findIndex(({ key }) => key === movedItem);
  const moved = items[place];
  return {
    ...draftHead(seen, 'items', language),
    done: done === null || done === 'verplaatst' ? null : say(`done.${done}`),
    stale: isStale ? say('conflict.order') : null,
    moved: moved ? say('order.moved', { question: itemInWords(moved, language), number: place + 1, count: items.length }) : '',
    purpose: wordingIn(definition.purpose, language),
    figures: figuresOf(definition, estimate, language),
    languages: languagesInWords(definition, language),
    modules: modulesOf(definition).map((module) => ({
      text: say(modulesOn.has(module) ? 'modules.is-on' : 'modules.is-off', { name: say(`module.${module}.name`) }),
      kind: modulesOn.has(module) ? 'on' : 'paused',
    })),
    problems: problemLinks(
      problems.filter(({ severity }) => severity === 'refused'),
      definition,
      language,
    ),
    remarks: remarksIn(problems).length,
    remarksText: say('remarks', { count: remarksIn(problems).length }),
    groups: groupsOf(definition).map(({ section, from, items: own }) => ({
      key: section ?? '',
      title: section === null ? null : sectionTitle(section),
      cards: own.map((item, index) => cardOf(item, from + index)),
    })),
    isEmpty: items.length === 0,
    looks: mayChange
      ? LOOKS.map((look) => ({
          href: `${base}/nieuwe-vraag?soort=${look}`,
          label: say(`look.${look}`),
          hint: say(`look.${look}-hint`),
        }))
      : [],
  };

  function sectionTitle(key: string): string {
    const section = definition.sections?.find((each) => each.key === key);
    return section ? wordingIn(section.title, language) : key;
  }

  function cardOf(item: Item, index: number) {
    const look = lookOf(item);
    const own = problems.filter((problem) => placeOf(problem, definition).item === item.key);
    const named = (key: string) => findTrait(key)?.label[language] ?? key;
    const score = definition.scores?.find(({ items }) => items.includes(item.key));
    const words = itemInWords(item, language);
    return {
      key: item.key,
      number: index + 1,
      words,
      href: `${base}/vragen/${encodeURIComponent(item.key)}`,
      look: say(`look.${look}`),
      answers: answersInWords(item, language),
      trait: item.trait === null ? null : say(`card.feeds-${item.feed?.how ?? 'plain'}`, { trait: named(item.trait) }),
      score: score ? say('card.in-score', { trait: named(score.trait), number: score.items.indexOf(item.key) + 1 }) : null,
      feedsNothing: item.trait === null && !score,
      condition: item.showWhen ? say('card.when', { sentence: conditionInWords(item.showWhen, definition, language) }) : null,
      tags: [
        ...(item.opens ? [{ text: say('card.opens'), kind: 'on' }] : []),
        ...(item.sensitive ? [{ text: say('card.sensitive'), kind: 'paused' }] : []),
        ...(item.module
          ? [{ text: say('card.module', { name: say(`module.${item.module}.name`) }), kind: modulesOn.has(item.module) ? 'on' : 'paused' }]
          : []),
      ],
      errors: problemLinks(
        own.filter(({ severity }) => severity === 'refused'),
        definition,
        language,
      ),
      remarks: problemLinks(remarksIn(own), definition, language),
      up: index === 0 ? null : say('order.up', { question: words }),
      down: index === items.length - 1 ? null : say('order.down', { question: words }),
      change: say(mayChange ? 'card.change' : 'card.look', { question: words }),
    };
  }
}

/** Questions that follow each other in one section; the order of the questionnaire is that of its questions. */
export function groupsOf({ items }: Pick<QuestionnaireDefinition, 'items'>): { section: string | null; from: number; items: Item[] }[] {
  const groups: { section: string | null; from: number; items: Item[] }[] = [];
  items.forEach((item, index) => {
    const section = item.section ?? null;
    const last = groups.at(-1);
    if (last && last.section === section) last.items.push(item);
    else groups.push({ section, from: index, items: [item] });
  });
  return groups;
}

/** `Ja · Nee · Weet ik niet`; of a row of numbers its ends. */
export function answersInWords({ kind, options, number, date, text }: Item, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.answers.${key}`, values);
  const day = (of: string | undefined) => (of === 'today' ? say('today') : of);
  const labels = options.map(({ label, value }) => wordingIn(label, language) || String(value ?? ''));
  if (kind === 'scale') return say('scale', { from: ends(0), until: ends(-1) });
  if (kind === 'number')
    return say('number', { from: number?.min ?? '', until: number?.max ?? '', unit: number ? wordingIn(number.unit, language) : '' });
  if (kind === 'text') return say('text', { count: text?.maxLength ?? 0 });
  if (kind !== 'date') return labels.join(' · ');
  if (!date?.from && !date?.until) return say('date');
  return say(date.from ? (date.until ? 'date-between' : 'date-from') : 'date-until', { from: day(date.from), until: day(date.until) });

  function ends(at: number): string {
    const [value, label] = [String(options.at(at)?.value ?? ''), labels.at(at) ?? ''];
    return label === value ? value : `${value} (${label})`;
  }
}

export function figuresOf({ maxItems, items }: QuestionnaireDefinition, estimate: Estimate | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.figure.${key}`, values);
  return [
    { number: String(items.length), label: say('items', { count: items.length }) },
    { number: String(Math.min(maxItems, items.length)), label: say('asked') },
    ...(estimate === null
      ? []
      : [
          { number: minutes(estimate.seconds, language), label: say('minutes') },
          { number: say(`reading.${estimate.reading}`), label: say('reading-level') },
        ]),
  ];
}

/** Rounded up to half minutes: who reads slowly is not told that they are slow. */
export function minutes(seconds: number, language: Language): string {
  const halves = Math.max(1, Math.ceil(seconds / 30)) / 2;
  return texts.text(language, 'questionnaires.minutes', {
    count: halves,
    number: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(halves),
  });
}

function languagesInWords(definition: QuestionnaireDefinition, language: Language): string {
  const complete = languagesOf(definition);
  const names = (of: readonly (typeof CLIENT_LANGUAGES)[number][]) =>
    new Intl.ListFormat(language).format(of.map((each) => languageName(each, language)));
  const missing = CLIENT_LANGUAGES.filter((each) => !complete.includes(each));
  if (missing.length === 0) return texts.text(language, 'questionnaires.languages.all');
  return complete.length === 0
    ? texts.text(language, 'questionnaires.languages.none')
    : texts.text(language, 'questionnaires.languages.some', { complete: names(complete), missing: names(missing) });
}
