import type { EndReason } from '#libs/people';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { InventedPerson } from './invented-person.js';

/** Somebody who is being simulated, with a chance of their own: what happens to others does not change it. */
export interface Life {
  id: string;
  person: InventedPerson;
  chance: Chance;
  cameIn: Temporal.PlainDate;
  isOnBenefit: boolean;
  /** Has paid work, beside the benefit or after it, until about this day. */
  worksUntil?: Temporal.PlainDate;
}

/** What is going to happen to somebody. */
export type Happening =
  | { kind: 'answers'; life: Life; checkInId: string; items: string[]; finishes: boolean }
  | { kind: 'leaves'; life: Life; reason: EndReason }
  | { kind: 'returns'; life: Life }
  | { kind: 'ends'; life: Life; interventionId: string; type: string; staffId: string };

/** What all who tell the story share. */
export interface Story {
  lives: Map<string, Life>;
  agenda: Agenda<Happening>;
}

/** How many things are done at the same time: enough to keep a small machine busy. */
export const AT_ONCE = 8;
