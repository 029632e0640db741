import type { Catalogue } from '#libs/interventions';
import { wordingIn, type Language } from '#libs/platform';
import { adviceOf, type ListedRule, type RuleDefinition, type RuleSetProposal, type RuleWriting } from '#libs/rules';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { fieldMaker, summaryOf, type RemarksByField } from '../questionnaires/form-fields.js';
import { sentenceOf } from './edit.page.js';

export const LIST_DONE = ['goedgekeurd', 'beeindigd', 'weggegooid', 'terug', 'afgewezen'] as const;
export type ListDone = (typeof LIST_DONE)[number];

/** What a rule is about, for finding it in a long list. */
const GROUPS = ['wish', 'talk', 'barrier', 'work', 'ask'] as const;
/** More rules than this are shown by their groups first. */
const MOST_OPEN = 20;
type Group = (typeof GROUPS)[number];

export interface RulesGiven {
  rules: readonly ListedRule[];
  proposals: readonly RuleSetProposal[];
  /** Rules that coaches keep setting aside, with how often. */
  flagged: ReadonlyMap<string, { declined: number; decided: number }>;
  catalogue: Catalogue;
  staffId: string;
  mayChange: boolean;
  search: string;
  done: ListDone | null;
  now: Temporal.Instant;
}

/** Every rule: what waits for whom, what is being written, what counts now, and what ended. */
export function rulesPage({ rules, proposals, flagged, catalogue, staffId, mayChange, search, done, now }: RulesGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const rows = rules.map(rowOf).filter((row) => row.isFound);
  const active = rows.filter((row) => row.isActive);
  const waiting = rows.filter(({ waits }) => waits !== null);
  const open = proposals.filter(({ decision }) => decision === null);
  return {
    done: done === null ? null : say(`done.${done}`),
    mayChange,
    search,
    nothingFound: search !== '' && rows.length === 0 ? say('list.nothing-found', { search }) : null,
    waiting,
    waitsForMe: waiting.filter(({ waits }) => waits === 'me').length,
    proposals: open.map((proposal) => ({
      href: `/beheer/regelset/voorstellen/${proposal.id}`,
      title: say(`proposal.kind.${proposal.kind}`, { count: proposal.definitions.length + proposal.ends.length }),
      note: proposal.note,
      by: say('list.by', { date: formatDate(language, proposal.proposedAt), who: proposal.proposedBy.name }),
      waits: say(proposal.proposedBy.staffId === staffId ? 'list.waits-other' : 'list.waits-me'),
      kind: proposal.proposedBy.staffId === staffId ? 'draft' : 'paused',
    })),
    drafts: rows.filter(({ isDraft, waits }) => isDraft && waits === null),
    groups: GROUPS.map((group) => ({
      key: group,
      title: say(`group.${group}`),
      rows: active.filter((row) => row.group === group),
      // A long list is first an overview; what was searched for is there at once.
      isOpen: search !== '' || active.length <= MOST_OPEN,
    })).filter((group) => group.rows.length > 0),
    active: active.length,
    isEmpty: rules.length === 0,
    ended: rows.filter(({ isEnded }) => isEnded),
  };

  function rowOf({ rule, newest, draft }: ListedRule) {
    const shown: RuleWriting | RuleDefinition = newest?.definition ?? (draft?.definition as RuleWriting);
    const isEnded = newest !== null && newest.validUntil !== null && Temporal.Instant.compare(newest.validUntil, now) <= 0;
    const isLater = newest !== null && Temporal.Instant.compare(newest.validFrom, now) > 0;
    const title = wordingIn((draft?.kind === 'change' ? draft.definition : shown).title, language) || rule;
    const sentence = sentenceOf(draft?.kind === 'change' && newest === null ? draft.definition : shown, catalogue, language);
    const isOwn = draft?.authorIds.includes(staffId) ?? false;
    const flag = flagged.get(rule);
    return {
      rule,
      href: `/beheer/regels/${rule}`,
      title,
      when: sentence.when,
      then: sentence.then,
      group: groupOf(shown, catalogue),
      isActive: newest !== null && !isEnded,
      isEnded: isEnded && draft === null,
      isDraft: draft !== null,
      isFound: isFound(search, [rule, title, sentence.when, ...sentence.then]),
      waits: draft?.isSubmitted ? (isOwn || !mayChange ? ('other' as const) : ('me' as const)) : null,
      waitsText: draft?.isSubmitted ? say(isOwn || !mayChange ? 'list.waits-other' : 'list.waits-me') : null,
      waitsKind: isOwn || !mayChange ? 'draft' : 'paused',
      states: [
        ...(newest === null
          ? [{ kind: 'draft', text: say('state.never') }]
          : isEnded
            ? [{ kind: 'ended', text: say('state.ended', { number: newest.version }) }]
            : isLater
              ? [{ kind: 'paused', text: say('state.later', { number: newest.version, date: formatDate(language, newest.validFrom) }) }]
              : [{ kind: 'on', text: say('state.version', { number: newest.version }) }]),
        ...(draft === null ? [] : [{ kind: 'draft', text: say(draft.kind === 'end' ? 'state.end-draft' : 'state.draft') }]),
        ...(draft?.isReturned ? [{ kind: 'paused', text: say('state.returned') }] : []),
        ...(flag ? [{ kind: 'paused', text: say('state.flagged', flag) }] : []),
      ],
      facts: [
        ...(newest === null
          ? []
          : [
              { label: say('list.since'), value: formatDate(language, newest.validFrom) },
              { label: say('list.author'), value: newest.author },
              { label: say('list.approver'), value: newest.approver },
            ]),
        ...(draft === null
          ? []
          : [{ label: say('list.draft'), value: say('list.by', { date: formatDate(language, draft.changedAt), who: draft.changedBy }) }]),
      ],
    };
  }
}

/** Under which heading a rule stands. */
function groupOf(definition: RuleWriting, catalogue: Catalogue): Group {
  if (definition.wish) return 'wish';
  if (definition.then.some(({ stance }) => stance === 'talk_first')) return 'talk';
  const types = adviceOf(definition)
    .filter(({ stance }) => stance === 'suggest')
    .map(({ intervention }) => catalogue.find(intervention)?.approach);
  if (types.includes('barrier_first')) return 'barrier';
  if (types.includes('work_first')) return 'work';
  return adviceOf(definition).length > 0 ? 'barrier' : 'ask';
}

/** Every word that was typed stands somewhere in it. */
function isFound(search: string, within: readonly string[]): boolean {
  const all = within.join(' ').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** Where a new rule begins: with its title. */
export function newRulePage({ title, said }: { title: string; said: RemarksByField }, language: Language) {
  const make = fieldMaker(said, language);
  const say = (key: string) => texts.text(language, `rules.${key}`);
  return {
    problems: summaryOf(said),
    isRefused: true,
    problemsTitle: say('form.problems'),
    nameField: make.field({ name: 'titel-nl', label: say('text.titel'), value: title, hint: say('text.titel-hint'), lang: 'nl' }),
  };
}
