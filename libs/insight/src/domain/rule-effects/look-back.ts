import { share, FEWEST_ALIKE, FEWEST_PEOPLE, type Estimate } from '#libs/outflow';
import { localDate } from '#libs/platform';
import { CONVERSATION, type CompiledRule, type Needs, type RuleProfile, type Verdict } from '#libs/rules';
import { laterOf, responseTo, workAfter } from './aftermath.js';
import { Crowd, isShowable } from '../crowd.js';
import { profileAt, type ClientPast } from './past.js';
import { safeParts } from './safe-parts.js';
import { LATERS, RESPONSES, type Later, type RuleLookBack, type ShownCount } from './shown.js';

/** What is tried: a rule, what it needs to know, and what it says of a profile. */
export interface Tried {
  rule: CompiledRule;
  needs: Needs;
  judge: (profile: RuleProfile, moment: Temporal.Instant) => Verdict;
}

/** The days it looks back over: half-open. */
export interface LookBackPeriod {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
}

interface Quarter {
  heard: Crowd;
  fired: Crowd;
  moments: Crowd;
}

/**
 * Replays a rule over the past of one client after the other: at every moment at which something was heard, with what was known then. Of a
 * client whatever followed is counted once, from the first moment at which the rule says yes; otherwise who is asked often would weigh most.
 */
export class LookBack {
  private looked = 0;
  private readonly heard = new Crowd();
  private readonly fired = new Crowd();
  private readonly moments = new Crowd();
  private readonly quarters: Map<string, Quarter>;
  private readonly responses = crowdsFor(RESPONSES);
  private readonly reasons = new Map<string, Crowd>();
  private readonly laters: Map<string, Record<Later, Crowd>>;
  private readonly work = crowdsFor(['work', 'no-work', 'too-recent']);
  private readonly interventions: ReadonlySet<string>;

  constructor(
    private readonly tried: Tried,
    private readonly period: LookBackPeriod,
    private readonly now: Temporal.Instant,
  ) {
    this.laters = new Map(tried.rule.traits.filter((trait) => !trait.startsWith('wish.')).map((trait) => [trait, crowdsFor(LATERS)]));
    this.quarters = new Map(
      quartersOf(period).map((from) => [String(from), { heard: new Crowd(), fired: new Crowd(), moments: new Crowd() }]),
    );
    this.interventions = new Set(
      tried.rule.definition.then.flatMap((effect) => {
        if (effect.stance === 'ask') return [];
        return effect.stance === 'talk_first' ? [CONVERSATION] : [effect.intervention];
      }),
    );
  }

  add(past: ClientPast): void {
    this.looked += 1;
    const judged = past.heard.flatMap((moment) => {
      const profile = this.isWithin(moment) ? profileAt(past, this.tried.needs, moment) : null;
      return profile ? [{ moment, profile, isYes: this.tried.judge(profile, moment) === 'yes' }] : [];
    });
    if (judged.length > 0) this.heard.add(past.clientId);
    const yes = judged.filter(({ isYes }) => isYes);
    this.countQuarters(past.clientId, judged);
    for (const { moment } of yes) this.moments.add(`${past.clientId} ${moment.epochMilliseconds}`);
    const first = yes[0];
    if (!first) return;
    this.fired.add(past.clientId);
    this.follow(past, first);
  }

  /** As it may be seen. @param clients how many there are of whom `looked` were looked at */
  shown(clients: number, isBlindToSilence: boolean): RuleLookBack {
    const isShown = isShowable(this.heard.count) && isShowable(this.fired.count) && isShowable(this.heard.count - this.fired.count);
    const quarters = [...this.quarters].map(([from, each]) => shownQuarter(from, each));
    const base = {
      clients,
      looked: this.looked,
      ...this.period,
      isBlindToSilence,
      heard: isShowable(this.heard.count) ? this.heard.rounded : null,
      fired: isShown ? this.fired.rounded : null,
      // With a quarter hidden, the sum would give it away.
      moments: isShown && quarters.every(({ moments }) => moments !== null) ? this.moments.rounded : null,
      quarters,
    };
    const isFollowed = isShown && this.fired.count > 0;
    if (!isFollowed)
      return {
        ...base,
        responses: null,
        reasons: [],
        laters: [],
        work: { followed: this.fired.count === 0 ? 0 : null, share: null, tooRecent: null },
      };
    return {
      ...base,
      responses: this.interventions.size > 0 ? safeParts(this.responses) : null,
      reasons: this.shownReasons(),
      laters: [...this.laters].map(([trait, later]) => ({ trait, later: safeParts(later) })),
      work: this.shownWork(),
    };
  }

  private isWithin(moment: Temporal.Instant): boolean {
    const day = localDate(moment);
    return Temporal.PlainDate.compare(day, this.period.from) >= 0 && Temporal.PlainDate.compare(day, this.period.until) < 0;
  }

  private countQuarters(clientId: string, judged: readonly { moment: Temporal.Instant; isYes: boolean }[]): void {
    for (const [from, moments] of Map.groupBy(judged, ({ moment }) => quarterOf(localDate(moment), this.period.from))) {
      const quarter = this.quarters.get(from);
      const yes = moments.filter(({ isYes }) => isYes);
      quarter?.heard.add(clientId);
      if (yes.length > 0) quarter?.fired.add(clientId);
      for (const { moment } of yes) quarter?.moments.add(`${clientId} ${moment.epochMilliseconds}`);
    }
  }

  private follow(past: ClientPast, { moment, profile }: { moment: Temporal.Instant; profile: RuleProfile }): void {
    const { response, reason } = responseTo(past, this.interventions, moment, this.now);
    this.responses[response].add(past.clientId);
    if (response === 'declined') this.countReason(reason ?? 'in-words', past.clientId);
    for (const [trait, crowds] of this.laters) {
      const later = laterOf(past, profile, trait, moment, this.now);
      if (later) crowds[later].add(past.clientId);
    }
    this.work[workAfter(past.spells, moment, localDate(this.now))].add(past.clientId);
  }

  private countReason(reason: string, clientId: string): void {
    const crowd = this.reasons.get(reason) ?? new Crowd();
    crowd.add(clientId);
    this.reasons.set(reason, crowd);
  }

  private shownReasons(): RuleLookBack['reasons'] {
    return Object.entries(safeParts(Object.fromEntries(this.reasons)))
      .flatMap(([reason, clients]) => (clients ? [{ reason, clients }] : []))
      .toSorted((a, b) => b.clients - a.clients || (a.reason < b.reason ? -1 : 1));
  }

  /** The share stands on the real counts, in whole per cents of a group of a size that is only told in fives. */
  private shownWork(): RuleLookBack['work'] {
    const { work, 'no-work': other, 'too-recent': tooRecent } = this.work;
    const followed = Crowd.together(work, other);
    const isMixed = work.count > 0 && other.count > 0;
    const mayBeShown = followed.count >= (isMixed ? FEWEST_PEOPLE : FEWEST_ALIKE) && isShowable(tooRecent.count);
    const estimate: Estimate | null = mayBeShown ? share(work.count, followed.count) : null;
    return { followed: mayBeShown ? followed.rounded : null, share: estimate, tooRecent: mayBeShown ? tooRecent.rounded : null };
  }
}

/** First days of quarters of three months, counted from the beginning of the period. */
function quartersOf({ from, until }: LookBackPeriod): Temporal.PlainDate[] {
  const months = from.until(until, { largestUnit: 'months' }).months;
  return Array.from({ length: Math.max(1, Math.ceil(months / 3)) }, (_, at) => from.add({ months: 3 * at }));
}

function quarterOf(day: Temporal.PlainDate, from: Temporal.PlainDate): string {
  return String(from.add({ months: 3 * Math.floor(from.until(day, { largestUnit: 'months' }).months / 3) }));
}

function shownQuarter(from: string, { heard, fired, moments }: Quarter): RuleLookBack['quarters'][number] {
  const isShown = isShowable(heard.count) && isShowable(fired.count) && isShowable(heard.count - fired.count);
  const shown = (crowd: Crowd): ShownCount => (isShown ? crowd.rounded : null);
  return {
    from: Temporal.PlainDate.from(from),
    heard: isShowable(heard.count) ? heard.rounded : null,
    fired: shown(fired),
    moments: shown(moments),
  };
}

function crowdsFor<K extends string>(keys: readonly K[]): Record<K, Crowd> {
  return Object.fromEntries(keys.map((key) => [key, new Crowd()])) as Record<K, Crowd>;
}
