import type { Language } from '#libs/platform';
import { saysTheSame, writingOf, type RuleDefinition, type RuleSetProblem } from '#libs/rules';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { fieldMaker, summaryOf, type RemarksByField } from '../questionnaires/form-fields.js';
import { ruleDifference } from './rule-difference.js';
import { ruleHead } from './rule-head.js';
import { ruleWords } from './rule.page.js';
import { fieldsOfRule, ruleFrom } from './rule.form.js';
import { problemsByField } from './rule-problems.js';
import type { RuleSeen } from './rule-viewing.service.js';
import { setProblemInWords } from './set-problem-words.js';

export const REVIEW_DONE = ['voorgelegd', 'teruggegeven', 'beeindigen'] as const;
export type ReviewDone = (typeof REVIEW_DONE)[number];

export interface ReviewPageGiven {
  seen: RuleSeen;
  /** At odds with other rules: what forbids, and what is good to know. */
  setProblems: { refused: readonly RuleSetProblem[]; told: readonly RuleSetProblem[] };
  titles: ReadonlyMap<string, string>;
  said: RemarksByField;
  /** Why it did not go on: 'stale', 'own', 'not-ready'. */
  problem: string | null;
  note: string;
  done: ReviewDone | null;
}

/** Looking over a draft: what changes, what is in the way, and what whoever looks may do with it. */
export function reviewPage({ seen, setProblems, titles, said, problem, note, done }: ReviewPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const { draft, problems, catalogue, staffId, mayChange } = seen;
  const head = ruleHead(seen, 'review', language);
  const newest = draft.newest?.definition ?? null;
  const isEnd = draft.kind === 'end';
  const { places } = ruleFrom(fieldsOfRule(draft.definition, ''), draft.definition);
  const refused = summaryOf(problemsByField(problems, places, catalogue, language)).map(({ href, text }) => ({
    href: `${head.base}/wijzigen${href}`,
    text,
  }));
  const hasChanges = draft.changedAt !== null && (isEnd || newest === null || !saysTheSame(newest, draft.definition as RuleDefinition));
  const inTheWay = refused.length + setProblems.refused.length;
  const isOwn = draft.authors.some((author) => author.staffId === staffId);
  const isSubmitted = draft.submittedAt !== null;
  const make = fieldMaker(said, language);
  return {
    ...head,
    done: done === null ? null : say(`done.${done}`),
    problem: problem === null ? null : say(`review.problem.${problem}`),
    problems: refused,
    isRefused: false,
    problemsTitle: say('to-do', { count: refused.length }),
    setRefused: setProblems.refused.map((each) => setProblemInWords(each, titles, language)),
    setTold: setProblems.told.map((each) => setProblemInWords(each, titles, language)),
    hasChanges,
    isEnd,
    isNew: newest === null,
    newestVersion: draft.newest?.version ?? 0,
    since: newest === null || isEnd ? null : say('review.since', { number: newest.version }),
    groups: newest === null || isEnd ? [] : ruleDifference(writingOf(newest), draft.definition, catalogue, language),
    ...ruleWords(draft.definition, seen, language),
    authors: draft.authors.map(({ name }) => name).join(', '),
    why: draft.note,
    submitted:
      draft.submittedAt === null
        ? null
        : say('review.submitted', { who: draft.submittedBy ?? say('somebody'), date: formatMoment(language, draft.submittedAt) }),
    returned: draft.returnedNote,
    canSubmit: mayChange && hasChanges && !isSubmitted && inTheWay === 0,
    notYet: mayChange && hasChanges && !isSubmitted && inTheWay > 0,
    canApprove: mayChange && isSubmitted && !isOwn && inTheWay === 0,
    isOwn: isSubmitted && isOwn,
    canReturn: mayChange && isSubmitted && !isOwn,
    canDiscard: mayChange && draft.changedAt !== null,
    discardText: say(newest === null ? 'review.discard-new' : 'review.discard-changes'),
    returnNote: make.field({
      name: 'toelichting',
      label: say('review.return-note'),
      value: note,
      rows: 3,
      hint: say('review.return-hint'),
    }),
  };
}
