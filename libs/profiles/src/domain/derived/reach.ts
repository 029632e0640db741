import type { ObservationChannel } from '../observation.js';
import { daysFrom } from './series.js';

/** One round of asking, as far as silence and reach need to know it. */
export interface AskedRound {
  id: string;
  /** When it was opened, or written down as not asked. */
  at: Temporal.Instant;
  /** By what the client was asked; null: nobody was asked. */
  channel: ObservationChannel | null;
  /** Whether a message is known to have arrived. What nobody told about did not arrive, as far as is known. */
  hasArrived: boolean;
  /** Whether the client began: opened the questions behind the link, or answered in a message. */
  hasOpened: boolean;
  /** The last moment at which something was answered; null: nothing was. */
  heardAt: Temporal.Instant | null;
  /** null: it is still open. */
  outcome: 'finished' | 'partial' | 'silent' | 'unreachable' | 'missed' | 'canceled' | null;
}

export interface Silence {
  /** When this client last answered anything; null: never, as far as these rounds tell. */
  since: Temporal.Instant | null;
  /** Whole days since then; null: never heard. */
  days: number | null;
  /** How many rounds that arrived, or may have, in a row ended without an answer. A round that reached nobody is no silence and breaks none. */
  inARow: number;
  /** The rounds it was read from: the one that was answered last, and the silent ones after it, oldest first. */
  inputs: string[];
}

/** How long a client has been silent. Not to be reached, not asked, called off and still open are not silent. @param rounds in any order */
export function silenceOf(rounds: readonly AskedRound[], now: Temporal.Instant): Silence {
  const until = untilNow(rounds, now);
  const heard = until.filter(({ heardAt }) => heardAt !== null && heardAt.epochNanoseconds <= now.epochNanoseconds);
  const last = heard.toSorted((a, b) => compare(a.heardAt as Temporal.Instant, b.heardAt as Temporal.Instant)).at(-1);
  const since = last?.heardAt ?? null;
  const answeredAfter = (round: AskedRound) => heard.some((other) => compare(other.at, round.at) >= 0);
  const silent = until.filter((round) => round.outcome === 'silent' && !answeredAfter(round));
  return {
    since,
    days: since && Math.floor(daysFrom(since, now)),
    inARow: silent.length,
    inputs: [...(last ? [last] : []), ...silent].map(({ id }) => id),
  };
}

/** How far asking came: each count is of the one before. Shares are of what was asked, and null when nothing was. */
export interface ReachCounts {
  asked: number;
  arrived: number;
  opened: number;
  answered: number;
  shares: { arrived: number; opened: number; answered: number } | null;
}

export interface Reached extends ReachCounts {
  /** By what was asked, in the order of the alphabet. */
  byChannel: (ReachCounts & { channel: ObservationChannel })[];
  /** The rounds that were counted, oldest first. */
  inputs: string[];
}

/**
 * How asking reached a client, as counts beside shares: a share of two rounds says little, and the count says so. What was never asked
 * (missed, called off before anything left, no way to reach) is not in it. Who answered has opened, and what was opened has arrived.
 */
export function reachOf(rounds: readonly AskedRound[], now: Temporal.Instant): Reached {
  const asked = untilNow(rounds, now).filter(({ channel, outcome }) => channel !== null && outcome !== 'missed' && outcome !== 'canceled');
  const channels = [...new Set(asked.map(({ channel }) => channel as ObservationChannel))].toSorted();
  return {
    ...countsOf(asked),
    byChannel: channels.map((channel) => ({ channel, ...countsOf(asked.filter((round) => round.channel === channel)) })),
    inputs: asked.map(({ id }) => id),
  };
}

function countsOf(asked: readonly AskedRound[]): ReachCounts {
  const answered = asked.filter(isAnswered).length;
  const opened = asked.filter((round) => isAnswered(round) || round.hasOpened).length;
  const arrived = asked.filter((round) => isAnswered(round) || round.hasOpened || round.hasArrived).length;
  const of = (count: number) => count / asked.length;
  const shares = asked.length === 0 ? null : { arrived: of(arrived), opened: of(opened), answered: of(answered) };
  return { asked: asked.length, arrived, opened, answered, shares };
}

function isAnswered({ heardAt }: AskedRound): boolean {
  return heardAt !== null;
}

function untilNow(rounds: readonly AskedRound[], now: Temporal.Instant): AskedRound[] {
  return rounds.filter(({ at }) => compare(at, now) <= 0).toSorted((a, b) => compare(a.at, b.at) || (a.id < b.id ? -1 : 1));
}

function compare(one: Temporal.Instant, other: Temporal.Instant): number {
  return Temporal.Instant.compare(one, other);
}
