import { countsAs } from '../counts-as.js';
import { dayNumber, monthsFrom, type Months } from './months.js';
import { ALONE, ENDLESS, livesOfBenefits, livesOfClients, type Lives, type TrendSource } from './spells.js';
import { Tally } from './tally.js';
import type { Trend } from './trend.js';

export interface TrendWish {
  first: Temporal.PlainDate;
  /** How many months. */
  count: number;
  knownUntil: Temporal.PlainDate;
  madeAt: Temporal.Instant;
}

/** A stretch of a stay in which team and scheme stay the same. */
interface Stretch {
  since: number;
  until: number;
  team: number;
  scheme: number;
}

/** One spell of a stay: the whole time on a benefit, that went on when another began within a month. */
interface Part {
  spell: number;
  isFirst: boolean;
  isLast: boolean;
  /** The days that count with this spell: a gap within a stay counts with the one before it. */
  since: number;
  until: number;
  /** The end of the stay before; below every day when there was none. */
  before: number;
  /** The beginning of the next stay; ENDLESS. */
  next: number;
  /** With whom the beginning and the end of it count. */
  begun: Stretch;
  ended: Stretch;
}

/**
 * Counts instroom, stock and outflow of every month, in one pass over the spells of persons and one over those of benefits.
 *
 * A stay counts with the team that looked after the client on the day; before there was one, with the first there was, and after the last with
 * that: an import tells of a benefit after it began. The reason of a stay is that of its last spell.
 * @throws RangeError when columns are not sorted as they should be
 */
export function countTrend(source: TrendSource, { first, count, knownUntil, madeAt }: TrendWish): Trend {
  const months = monthsFrom(first, count);
  const tally = new Tally(months.firsts, source.teamIds.length, source.schemes.length);
  const reasons = new Map<number, Record<string, number>>();
  const known = dayNumber(knownUntil);
  checkOrder(source);
  countPersons(source, months, known, tally, (month, reason) => {
    const { year } = first.add({ months: month });
    const ofYear = reasons.get(year) ?? {};
    ofYear[reason] = (ofYear[reason] ?? 0) + 1;
    reasons.set(year, ofYear);
  });
  countBenefits(source, months, known, tally);
  const { spells, work, teamIds, schemes } = source;
  return {
    first,
    knownUntil,
    madeAt,
    all: tally.all(),
    byTeam: new Map([...teamIds, ''].map((id, team) => [id, tally.ofTeam(team)])),
    byScheme: new Map(schemes.map((scheme, at) => [scheme, tally.ofScheme(at)])),
    reasons,
    workKnownFrom: work.begins.length === 0 ? null : first.add({ months: months.monthFrom(work.begins.reduce((a, b) => Math.min(a, b))) }),
    unitsKnown: spells.unit.length === 0 ? 0 : spells.unit.reduce((sum, unit) => sum + (unit === ALONE ? 0 : 1), 0) / spells.unit.length,
  };
}

function countPersons(
  source: TrendSource,
  months: Months,
  known: number,
  tally: Tally,
  left: (month: number, reason: string) => void,
): void {
  const { spells, work, reasons } = source;
  const counted = reasons.map(countsAs);
  const worked = beginningsBy(work.client, (spells.client.at(-1) ?? -1) + 1);
  forEachPart(source, livesOfClients(spells), months, (part, stretches) => {
    const client = spells.client[part.spell]!;
    for (const { since, until, team, scheme } of stretches) {
      standing(months, tally, ['stock', 'days'], since, until, team, scheme);
      for (let job = worked[client]!; job < worked[client + 1]!; job += 1) {
        const [from, to] = [Math.max(since, work.begins[job]!), Math.min(until, work.ends[job]!)];
        if (from < to) standing(months, tally, ['partTime'], from, to, team, scheme);
      }
    }
    const { begun } = part;
    if (part.isFirst) {
      const month = months.monthOf(spells.begins[part.spell]!);
      tally.add('came', month, begun.team, begun.scheme);
      if (spells.begins[part.spell]! <= months.later[12](part.before)) tally.add('returned', month, begun.team, begun.scheme);
    }
    if (!part.isLast || part.until === ENDLESS) return;
    const month = months.monthOf(part.until);
    const as = counted[spells.reason[part.spell]!];
    if (as === undefined) return;
    const { team, scheme } = part.ended;
    if (months.later[1](part.until) >= known) return tally.add('pending', month, team, scheme);
    tally.add(as === 'out-of-sight' ? 'outOfSight' : as, month, team, scheme);
    if (month >= 0 && month < months.count) left(month, reasons[spells.reason[part.spell]!]!);
    if (as === 'out-of-sight') return;
    for (const [later, followed, back] of [
      [6, 'left6', 'back6'],
      [12, 'left12', 'back12'],
    ] as const) {
      const day = months.later[later](part.until);
      if (day < known) tally.add(followed, month, team, scheme);
      if (day < known && part.next <= day) tally.add(back, month, team, scheme);
    }
  });
}

function countBenefits(source: TrendSource, months: Months, known: number, tally: Tally): void {
  const { spells } = source;
  forEachPart(source, livesOfBenefits(spells), months, (part, stretches) => {
    for (const { since, until, team, scheme } of stretches)
      standing(months, tally, ['benefitStock', 'benefitDays'], since, until, team, scheme);
    const { begun, ended } = part;
    if (part.isFirst) tally.add('benefitCame', months.monthOf(spells.begins[part.spell]!), begun.team, begun.scheme);
    if (!part.isLast || part.until === ENDLESS) return;
    const counter = months.later[1](part.until) >= known ? 'benefitPending' : 'benefitEnded';
    tally.add(counter, months.monthOf(part.until), ended.team, ended.scheme);
  });
}

/** Who is there from a day until another: on every first in between, and the days of each month. */
function standing(
  months: Months,
  tally: Tally,
  [stock, days]: readonly ['stock', 'days'] | readonly ['benefitStock', 'benefitDays'] | readonly ['partTime'],
  since: number,
  until: number,
  team: number,
  scheme: number,
): void {
  const [begin, end] = [months.monthFrom(since), months.monthFrom(until)];
  if (begin < end) {
    tally.add(stock, begin, team, scheme);
    tally.add(stock, end, team, scheme, -1);
  }
  if (!days) return;
  // Who is there on a first is there the whole month; what begins or ends within one is added and taken off.
  const [from, to] = [months.monthOf(since), months.monthOf(until)];
  if (from >= 0 && from < months.count && since > months.firsts[from]!)
    tally.add(days, from, team, scheme, months.firsts[from + 1]! - since);
  if (to >= 0 && to < months.count && until > months.firsts[to]!) tally.add(days, to, team, scheme, until - months.firsts[to + 1]!);
}

/** Goes along every stay, spell by spell, with the stretches in which team and scheme were the same. */
function forEachPart(
  { spells, teams, teamIds }: TrendSource,
  { order, from }: Lives,
  months: Months,
  tell: (part: Part, stretches: readonly Stretch[]) => void,
): void {
  const { client, scheme, begins, ends } = spells;
  const ofClient = beginningsBy(teams.client, (client.at(-1) ?? -1) + 1);
  for (let life = 0; life + 1 < from.length; life += 1) {
    let reach = Number.NEGATIVE_INFINITY;
    let latest: Stretch | undefined;
    for (let at = from[life]!; at < from[life + 1]!; at += 1) {
      const spell = order[at]!;
      const next = at + 1 < from[life + 1]! ? begins[order[at + 1]!]! : ENDLESS;
      const before = reach;
      reach = Math.max(reach, ends[spell]!);
      const isLast = next === ENDLESS || next > months.later[1](reach);
      const since = Math.max(begins[spell]!, before);
      const until = isLast ? reach : Math.max(reach, next);
      // Who was there while a partner was as well, and not longer, adds no days; that it was the end has to be told.
      const stretches = since < until ? stretchesOf(since, until, client[spell]!, scheme[spell]!) : [];
      const begun = stretches[0] ?? latest;
      latest = stretches.at(-1) ?? latest;
      if (!begun || !latest) continue;
      const isFirst = begins[spell]! > months.later[1](before);
      tell({ spell, isFirst, isLast, since, until, before, next, begun, ended: latest }, stretches);
    }
  }

  function stretchesOf(since: number, until: number, of: number, inScheme: number): Stretch[] {
    const [begin, end] = [ofClient[of]!, ofClient[of + 1]!];
    if (end - begin <= 1) return [{ since, until, team: begin === end ? teamIds.length : teams.team[begin]!, scheme: inScheme }];
    const found: Stretch[] = [];
    for (let at = begin; at < end; at += 1) {
      const from_ = at === begin ? since : Math.max(since, teams.since[at]!);
      const to = at + 1 === end ? until : Math.min(until, teams.since[at + 1]!);
      if (from_ < to) found.push({ since: from_, until: to, team: teams.team[at]!, scheme: inScheme });
    }
    return found;
  }
}

/** Where the rows of each client begin, and where the last ends. */
function beginningsBy(client: Int32Array, clients: number): Int32Array {
  const from = new Int32Array(clients + 1);
  for (const one of client) from[one + 1]! += 1;
  for (let at = 0; at < clients; at += 1) from[at + 1]! += from[at]!;
  return from;
}

function checkOrder({ spells, teams, work }: TrendSource): void {
  for (const { client } of [spells, teams, work])
    for (let at = 1; at < client.length; at += 1)
      if (client[at]! < client[at - 1]!) throw new RangeError('columns are not sorted by client');
}
