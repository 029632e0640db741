import type { ContactPointKind, ReachChannel } from '../contact-points.js';
import type { PauseReason } from './pause.js';
import type { Preference } from './preference.js';

/** Everything that decides whether and how somebody can be reached. */
export interface ReachFacts {
  deceased: boolean;
  /** On a benefit today. */
  hasBenefit: boolean;
  /** The one they chose, else the one of the import. */
  language: string;
  /** Current ones, newest first. */
  contactPoints: { kind: ContactPointKind; address: string; state: 'unverified' | 'verified' | 'invalid' }[];
  /** In force; null is every channel. */
  optedOut: (ReachChannel | null)[];
}

/** What the last gate before a provider asks about a client. */
export interface ContactFacts extends ReachFacts {
  /** IANA name: their dates and hours are counted there. */
  timeZone: string;
  preference: Preference;
  /** The pause that lasts longest of those that hold today; `until` is the first day on which asking goes on, null without an end. */
  paused: { reason: PauseReason; until: Temporal.PlainDate | null; scope: 'client' | 'everybody' } | null;
}

export type Unreachable = 'no_contact_point' | 'opted_out' | 'invalid_contact_point' | 'deceased' | 'no_benefit';
export type Reach = { channel: ReachChannel; address: string; language: string } | { unreachable: Unreachable };

const CHANNEL_OF: Partial<Record<ContactPointKind, ReachChannel>> = { mobile: 'sms', email: 'email' };

/**
 * The channel and address to use, or the one reason why there is none. The preferred channel goes first and the other one
 * stands in for it: somebody who stopped the text messages but not the e-mail gets e-mail. Without a preference a text message goes first.
 */
export function chooseContactPoint(facts: ReachFacts, preferred: ReachChannel | null): Reach {
  if (facts.deceased) return { unreachable: 'deceased' };
  if (!facts.hasBenefit) return { unreachable: 'no_benefit' };
  const order: ReachChannel[] = preferred === 'email' ? ['email', 'sms'] : ['sms', 'email'];
  const fitting = facts.contactPoints.filter(({ kind }) => CHANNEL_OF[kind]);
  const working = fitting.filter(({ state }) => state !== 'invalid');
  for (const channel of order) {
    const point = working.find(({ kind }) => CHANNEL_OF[kind] === channel);
    if (point && !isOptedOut(facts, channel)) return { channel, address: point.address, language: facts.language };
  }
  // Somebody's own wish is the first thing to tell, and a broken address is worth repairing.
  if (working.length > 0 || facts.optedOut.includes(null)) return { unreachable: 'opted_out' };
  return { unreachable: fitting.length > 0 ? 'invalid_contact_point' : 'no_contact_point' };
}

function isOptedOut(facts: ReachFacts, channel: ReachChannel): boolean {
  return facts.optedOut.includes(null) || facts.optedOut.includes(channel);
}
