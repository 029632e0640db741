import type { Catalogue } from '#libs/interventions';
import { attentionOf, urgencyOf, type Attention, type CaseloadClient, type Reason, type Standing } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, traitOf } from '#libs/profiles';
import { formatAgo, formatDay, formatMonth } from '../http/dates.js';
import { fullName, searchable } from '../http/names.js';
import { texts } from '../http/views.js';
import { causeInWords } from '../client-file/causes.js';
import { sparkline } from '../http/sparkline.js';

export const FILTERS = ['alle', 'mij', 'niet-bereikt'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Shown {
  filter: Filter;
  /** Part of a name or number; '' for everybody. */
  search: string;
}

/** More than this many names is a list nobody reads: searching goes through all of them. */
const MOST = 150;
const GROUPS: Standing[] = ['needs-me', 'unheard', 'quiet', 'left'];

interface Looked {
  client: CaseloadClient;
  attention: Attention;
}

/** The caseload as the coach reads it: who needs me first, and why; who has not been heard of is never among those who are fine. */
export function caseloadPage(
  clients: readonly CaseloadClient[],
  { filter, search }: Shown,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `caseload.${key}`, values);
  const looked = clients.map((client) => ({ client, attention: attentionOf(client, now) })).toSorted(byUrgency);
  const found = looked.filter(({ client }) => isFound(client, search));
  const shown = found.filter((entry) => isShown(entry, filter));
  const rows = shown.slice(0, MOST);
  const needing = looked.filter(({ attention }) => attention.standing === 'needs-me').length;
  return {
    lead:
      clients.length === 0
        ? say('nobody')
        : needing === 0
          ? say('lead-none', { total: clients.length })
          : say('lead', { count: needing, total: clients.length }),
    isEmpty: clients.length === 0,
    search,
    searched: search ? say('found', { count: found.length, search }) : null,
    filters: FILTERS.map((name) => ({
      label: say(`filter.${name}`),
      href: name === 'alle' ? '/klanten' : `/klanten?toon=${name}`,
      count: looked.filter((entry) => isShown(entry, name)).length,
      isCurrent: name === filter && !search,
    })),
    nothing: rows.length === 0 && clients.length > 0 ? say(search ? 'nothing-found' : 'nothing-to-show') : null,
    beyond: shown.length > MOST ? say('beyond', { shown: MOST, total: shown.length }) : null,
    groups: GROUPS.map((standing) => ({
      standing,
      title: say(`group.${standing}.title`),
      explanation: say(`group.${standing}.explanation`),
      rows: rows.filter(({ attention }) => attention.standing === standing).map((entry) => row(entry, catalogue, now, language)),
    })).filter(({ rows }) => rows.length > 0),
  };
}

function byUrgency(a: Looked, b: Looked): number {
  return (
    urgencyOf(a.attention) - urgencyOf(b.attention) ||
    a.client.lastName.localeCompare(b.client.lastName, 'nl') ||
    a.client.firstName.localeCompare(b.client.firstName, 'nl')
  );
}

function isFound(client: CaseloadClient, search: string): boolean {
  const text = searchable(`${fullName(client)} ${client.clientNumber}`);
  return searchable(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function isShown({ attention: { standing, reasons } }: Looked, filter: Filter): boolean {
  if (filter === 'alle') return true;
  if (filter === 'mij') return standing === 'needs-me';
  return reasons.some(({ kind }) => kind === 'silence' || kind === 'unreachable' || kind === 'task');
}

function row({ client, attention }: Looked, catalogue: Catalogue, now: Temporal.Instant, language: Language) {
  const today = localDate(now);
  return {
    href: `/klanten/${client.id}`,
    name: fullName(client),
    number: client.clientNumber,
    benefit: client.benefitSince
      ? texts.text(language, 'caseload.benefit', { month: formatMonth(language, Temporal.PlainDate.from(client.benefitSince)) })
      : texts.text(language, client.deceasedOn ? 'caseload.deceased' : 'caseload.no-benefit'),
    reasons: attention.reasons.map((reason) => ({
      icon: iconOf(reason),
      kind: reason.kind,
      text: reasonText(reason, catalogue, language),
    })),
    checkIn: lastCheckIn(client, today, language),
    wellbeing: wellbeing(client, now, language),
  };
}

const ICONS: Record<Exclude<Reason['kind'], 'task'>, string> = {
  crisis: 'severe',
  'wants-contact': 'phone',
  message: 'silence',
  objection: 'not',
  answered: 'person',
  'wants-help': 'hand',
  suggestions: 'lightbulb',
  drop: 'drop',
  silence: 'silence',
  unreachable: 'unreachable',
};

/** What is to be done, or what is the matter. */
function iconOf(reason: Reason): string {
  if (reason.kind !== 'task') return ICONS[reason.kind];
  return { call: 'phone', ask_in_person: 'person', repair_address: 'edit' }[reason.task];
}

function reasonText(reason: Reason, catalogue: Catalogue, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `caseload.reason.${key}`, values);
  switch (reason.kind) {
    case 'crisis':
    case 'message':
    case 'objection':
      return say(reason.kind);
    case 'answered':
      return say(`answered.${reason.response}`, { name: catalogue.of(reason.intervention).name[language] });
    case 'wants-contact':
      return say('wants-contact');
    case 'task':
      return say(`task.${reason.task}`);
    case 'wants-help':
      return say('wants-help', { help: levelOf('wish.help', reason.with)?.label[language] ?? '' });
    case 'suggestions': {
      const [first = '', ...others] = reason.interventions;
      const name = catalogue.of(first).name[language];
      return others.length === 0 ? say('suggestion', { name }) : say('suggestions', { name, count: others.length });
    }
    case 'drop':
      return say('drop', {
        trait: traitOf(reason.trait).label[language],
        from: levelOf(reason.trait, reason.from)?.label[language] ?? '',
        to: levelOf(reason.trait, reason.to)?.label[language] ?? '',
      });
    case 'silence':
      return say('silence');
    case 'unreachable':
      return say(`unreachable.${reason.why}`);
  }
}

/** What became of the latest question, in words: delivered is not answered, and not asked is not silent. */
function lastCheckIn(
  { rounds, askedFrom, deceasedOn, benefitSince, pause }: CaseloadClient,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `caseload.check-in.${key}`, values);
  const [latest] = rounds;
  if (pause) {
    const reason = texts.text(language, `client-planning.reason.${pause.reason}`);
    return {
      state: say('paused', { reason }),
      when: pause.until ? say('paused-until', { date: formatDay(language, Temporal.PlainDate.from(pause.until)) }) : null,
    };
  }
  if (!latest) {
    const isAsked = askedFrom !== null && deceasedOn === null && benefitSince !== null;
    return {
      state: isAsked ? say('planned', { date: formatDay(language, Temporal.PlainDate.from(askedFrom)) }) : say('no-plan'),
      when: null,
    };
  }
  const dueOn = Temporal.PlainDate.from(latest.dueOn);
  const isLost = !latest.started && (latest.message === 'undelivered' || latest.message === 'failed');
  const state =
    latest.unreachable === 'not_delivered'
      ? 'undelivered'
      : latest.unreachable
        ? 'unreachable'
        : isLost
          ? 'undelivered'
          : (latest.outcome ?? (latest.started ? 'started' : latest.message === 'unknown' ? 'unknown' : 'waiting'));
  return {
    state: say(state, { cause: causeInWords(latest.cause, language) }),
    when: `${formatDay(language, dueOn)} · ${formatAgo(language, dueOn, today)}`,
  };
}

/** The latest word on how things are; too old to count is said, and so is a refusal. */
function wellbeing({ wellbeing: series }: CaseloadClient, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `caseload.wellbeing.${key}`, values);
  const latest = series.at(-1);
  if (!latest) return { now: say('unknown'), isOld: true, picture: null, spoken: say('unknown') };
  const [at, value] = latest;
  const words = levelOf('wellbeing.general', value)?.label[language] ?? say('refused');
  const isOld = isExpired(traitOf('wellbeing.general'), Temporal.Instant.fromEpochMilliseconds(at * 1000), now);
  const course = series.map(([, each]) => levelOf('wellbeing.general', each)?.label[language] ?? say('refused')).join(', ');
  return { now: isOld ? say('old', { words }) : words, isOld, picture: sparkline(series, now), spoken: say('course', { course }) };
}
