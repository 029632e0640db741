import type { Catalogue } from '#libs/interventions';
import { localDate, wordingIn, type Language } from '#libs/platform';
import {
  setDifference,
  writingOf,
  type RuleDefinition,
  type RuleDifference,
  type RuleFileRead,
  type RuleSetProposal,
  type RuleVersionRecord,
} from '#libs/rules';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { fieldMaker, summaryOf, type RemarksByField } from '../questionnaires/form-fields.js';
import { sentenceOf } from './edit.page.js';
import { ruleDifference } from './rule-difference.js';
import { problemInWords } from './rule-problems.js';
import { setProblemInWords } from './set-problem-words.js';

export const SET_DONE = ['voorgesteld'] as const;

export interface SetPageGiven {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  before: readonly RuleVersionRecord[];
  after: readonly RuleVersionRecord[];
  /** The office cannot go back to what it has, nor to what is not yet. */
  canGoBack: boolean;
  note: string;
  said: RemarksByField;
  mayChange: boolean;
  today: Temporal.PlainDate;
  catalogue: Catalogue;
}

/** The rules of two days beside each other, and the way back to the first. */
export function setPage({ from, to, before, after, canGoBack, note, said, mayChange, today, catalogue }: SetPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.set.${key}`, values);
  const make = fieldMaker(said, language);
  const date = (name: string, key: string, day: Temporal.PlainDate) =>
    make.field({ name, label: say(key), value: day.toString(), size: 'date', type: 'date' });
  const differences = setDifference(before, after);
  return {
    mayChange,
    problems: summaryOf(said),
    isRefused: true,
    problemsTitle: texts.text(language, 'rules.form.problems'),
    from: date('van', 'from', from),
    to: date('tot', 'to', to),
    today: today.toString(),
    counts: say('counts', { before: before.length, after: after.length, from: formatDate(language, from), to: formatDate(language, to) }),
    ...differencesOf(differences, catalogue, language),
    exportHref: `/beheer/regelset/bestand?dag=${to.toString()}`,
    exportLabel: say('export', { date: formatDate(language, to) }),
    back:
      mayChange && canGoBack
        ? {
            day: from.toString(),
            title: say('back-title', { date: formatDate(language, from) }),
            note: make.field({ name: 'toelichting', label: say('back-note'), value: note, rows: 2, hint: say('back-note-hint') }),
          }
        : null,
  };
}

/** What differs between two sets, by what becomes of each rule. */
export function differencesOf(differences: readonly RuleDifference[], catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.set.${key}`, values);
  const one = (definition: RuleDefinition) => ({
    title: wordingIn(definition.title, language) || definition.rule,
    href: `/beheer/regels/${definition.rule}`,
    sentence: sentenceOf(definition, catalogue, language),
  });
  const came = differences.filter(({ before }) => before === null);
  const went = differences.filter(({ after }) => after === null);
  const changed = differences.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []));
  return {
    isSame: differences.length === 0,
    came: came.map(({ after }) => one(after as RuleDefinition)),
    cameTitle: say('came', { count: came.length }),
    went: went.map(({ before }) => one(before as RuleDefinition)),
    wentTitle: say('went', { count: went.length }),
    changed: changed.map(({ before, after }) => ({
      ...one(after),
      groups: ruleDifference(writingOf(before), writingOf(after), catalogue, language),
    })),
    changedTitle: say('changed', { count: changed.length }),
  };
}

export interface ProposalGiven {
  proposal: RuleSetProposal;
  inForce: readonly RuleVersionRecord[];
  catalogue: Catalogue;
  staffId: string;
  mayChange: boolean;
  problem: string | null;
  done: boolean;
}

/** Several rules at once that wait for another person: what becomes other, and yes or no. */
export function proposalPage({ proposal, inForce, catalogue, staffId, mayChange, problem, done }: ProposalGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.proposal.${key}`, values);
  const { kind, definitions, ends, note, proposedBy, proposedAt, decision, decidedBy, decidedAt } = proposal;
  const ended = new Set(ends);
  const changed = new Set([...definitions.map(({ rule }) => rule), ...ends]);
  const before = inForce.filter(({ rule }) => changed.has(rule));
  const after = definitions.filter(({ rule }) => !ended.has(rule));
  const isOwn = proposedBy.staffId === staffId;
  const isOpen = decision === null;
  return {
    title: say(`kind.${kind}`, { count: definitions.length + ends.length }),
    done: done ? say('done') : null,
    problem: problem === null ? null : say(`problem.${problem}`),
    by: texts.text(language, 'rules.list.by', { date: formatMoment(language, proposedAt), who: proposedBy.name }),
    note,
    decided:
      decision === null
        ? null
        : say(`decided.${decision}`, { who: decidedBy ?? '', date: decidedAt ? formatMoment(language, decidedAt) : '' }),
    // What was approved is in force by now: there is nothing to compare it with.
    ...differencesOf(isOpen ? setDifference(before, after) : setDifference([], definitions), catalogue, language),
    isOpen,
    canDecide: isOpen && mayChange && !isOwn,
    isOwn: isOpen && isOwn,
    action: `/beheer/regelset/voorstellen/${proposal.id}`,
  };
}

export interface ImportGiven {
  text: string;
  read: RuleFileRead | null;
  which: 'all' | 'good';
  note: string;
  said: RemarksByField;
  catalogue: Catalogue;
}

/** Reading a file of rules in: first what it would do, then as a proposal. */
export function importPage({ text, read, which, note, said, catalogue }: ImportGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.import.${key}`, values);
  const make = fieldMaker(said, language);
  const rules = read === null || read.problem !== null ? [] : read.rules;
  const titles = new Map(rules.map(({ rule, given }) => [rule, titleOf(given)]));
  const good = rules.filter(({ state }) => state === 'new' || state === 'changed');
  const refused = rules.filter(({ state }) => state === 'refused');
  return {
    problems: summaryOf(said),
    isRefused: true,
    problemsTitle: texts.text(language, 'rules.form.problems'),
    fileErrors: said['bestand']?.errors ?? [],
    text,
    isRead: rules.length > 0,
    counts: rules.length === 0 ? null : say('counts', { all: rules.length, good: good.length, refused: refused.length }),
    rows: rules.map(({ rule, given, state, problems, beside, isTwice }) => ({
      rule,
      title: titleOf(given),
      state: say(`state.${state}`),
      kind: { new: 'on', changed: 'on', same: 'ended', refused: 'paused' }[state],
      problems: [
        ...(isTwice ? [{ place: rule, sentence: say('twice') }] : []),
        ...problems.map((problem) => ({ place: problem.at, sentence: problemInWords(problem, catalogue, language) })),
        ...beside.map((each) => ({ place: rule, sentence: setProblemInWords(each, titles, language) })),
      ],
    })),
    canPropose: good.length > 0,
    which: (['all', 'good'] as const).map((value) => ({
      value,
      label: say(`which.${value}`, { count: value === 'all' ? rules.length : good.length }),
      isChosen: value === which,
    })),
    isChoice: refused.length > 0,
    note: make.field({ name: 'toelichting', label: say('note'), value: note, rows: 2, hint: say('note-hint') }),
  };

  function titleOf({ title, rule }: { title?: unknown; rule?: unknown }): string {
    const wording = (typeof title === 'object' && title !== null ? title : {}) as { nl?: unknown; en?: unknown };
    const own = wording[language] ?? wording.nl;
    return typeof own === 'string' && own !== '' ? own : typeof rule === 'string' ? rule : '';
  }
}

/** A day as it was typed; null for what is none. */
export function dayIn(text: string): Temporal.PlainDate | null {
  try {
    return text.trim() === '' ? null : Temporal.PlainDate.from(text.trim());
  } catch {
    return null;
  }
}

/** The end of a day at the office, or now where that is sooner: what counted on it when it was over. */
export function endOf(day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant {
  const end = day.add({ days: 1 }).toZonedDateTime('Europe/Amsterdam').toInstant().subtract({ milliseconds: 1 });
  return localDate(now).equals(day) || Temporal.Instant.compare(end, now) > 0 ? now : end;
}
