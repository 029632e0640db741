import { NEVER } from '../cohort.js';
import { firstStart, likenessOf, situationOf, YEAR, type Lives } from './lives.js';
import { mix } from './mix.js';

/** How many people each one who began is compared with, at most. */
export const MOST_COMPARABLE = 5;

export interface Drawing {
  /** Half-open windows in which somebody began. */
  windows: readonly { from: number; until: number }[];
  /** Who began it as a client of this team, and with this scheme; null: whichever. */
  team: number | null;
  scheme: number | null;
  /** How many traits there are, and by how many of them (the first ones) people are alike. */
  traits: number;
  alikeBy: number;
}

/** Who is compared with whom; a set is one person who began and up to five who had not, on the day of the beginning. */
export interface RiskSets {
  /** Rows: who began comes first in each set. */
  set: Int32Array;
  person: Int32Array;
  began: Uint8Array;
  /** The day on which the set was made; both are followed from it. */
  day: Int32Array;
  sets: number;
  /** How many began and found nobody like them; they are left out. */
  alone: number;
}

/**
 * Puts beside each who began something people who might as well have: risk-set (incidence density) sampling (Liddell, McDonald and Thomas, Journal
 * of the Royal Statistical Society A 140, 1977; for what begins in the course of time Li, Propert and Rosenbaum, JASA 96, 2001, "balanced risk set
 * matching"). On the day on which somebody begins, those are like them who are on a benefit with the same scheme, about as long, with the same
 * barriers as known that morning, and have not begun it up to and including that day. They may later.
 *
 * Of who is alike up to five are taken: of the same team first, and then by chance. Chance is a number made of both people's own, so that the same
 * people come out whenever it is asked. Nothing that happens or is answered on that day or later decides who is compared with whom.
 */
export function riskSets(lives: Lives, drawing: Drawing): RiskSets {
  const starters = startersOf(lives, drawing);
  const waiting = new Waiting(lives, drawing);
  const rows: { set: number[]; person: number[]; began: number[]; day: number[] } = { set: [], person: [], began: [], day: [] };
  const add = (set: number, person: number, began: number, day: number) => {
    rows.set.push(set);
    rows.person.push(person);
    rows.began.push(began);
    rows.day.push(day);
  };
  let [sets, alone] = [0, 0];
  for (const { person, day, likeness, team } of starters) {
    const alike = waiting.alike(day, { person, likeness, team });
    if (alike.length === 0) alone += 1;
    else {
      add(sets, person, 1, day);
      for (const other of alike) add(sets, other, 0, day);
      sets += 1;
    }
  }
  return {
    set: Int32Array.from(rows.set),
    person: Int32Array.from(rows.person),
    began: Uint8Array.from(rows.began),
    day: Int32Array.from(rows.day),
    sets,
    alone,
  };
}

interface Starter {
  person: number;
  day: number;
  likeness: number;
  team: number;
}

/** Who began it for the first time in a window, while on a benefit; by day, and in the order of people. */
function startersOf(lives: Lives, { windows, team, scheme, traits, alikeBy }: Drawing): Starter[] {
  const starters: Starter[] = [];
  for (let person = 0; person < lives.people; person += 1) {
    const day = firstStart(lives, person);
    if (!windows.some(({ from, until }) => from <= day && day < until)) continue;
    const situation = situationOf(lives, person, day, traits);
    if (!situation || (team !== null && situation.team !== team) || (scheme !== null && situation.scheme !== scheme)) continue;
    starters.push({ person, day, likeness: likenessOf(situation, alikeBy), team: situation.team });
  }
  return starters.toSorted((a, b) => a.day - b.day || a.person - b.person);
}

const NOWHERE = -1;

/** Who might begin, kept by likeness while the days go by: each person is looked at anew only on days on which something may change. */
class Waiting {
  private readonly crowds = new Map<number, number[]>();
  private readonly likeness: Int32Array;
  private readonly team: Uint16Array;
  private readonly place: Int32Array;
  /** Days and people to look at, in the order of days. */
  private readonly looks: { day: Int32Array; person: Int32Array };
  private next = 0;

  constructor(
    private readonly lives: Lives,
    private readonly drawing: Drawing,
  ) {
    this.likeness = new Int32Array(lives.people).fill(NOWHERE);
    this.team = new Uint16Array(lives.people);
    this.place = new Int32Array(lives.people);
    this.looks = looksOf(lives, drawing);
  }

  /** Up to five who are like somebody on a day, the nearest first. Days are asked for in their order. */
  alike(day: number, { person, likeness, team }: Pick<Starter, 'person' | 'likeness' | 'team'>): number[] {
    while (this.next < this.looks.day.length && this.looks.day[this.next]! <= day) {
      this.look(this.looks.person[this.next]!, this.looks.day[this.next]!);
      this.next += 1;
    }
    const found: number[] = [];
    const far: number[] = [];
    const { chance } = this.lives;
    for (const other of this.crowds.get(likeness) ?? []) {
      const distance = mix(chance[person]!, chance[other]!) + (this.team[other] === team ? 0 : 2 ** 32);
      if (found.length === MOST_COMPARABLE && distance >= far[MOST_COMPARABLE - 1]!) continue;
      let at = found.length;
      while (at > 0 && (far[at - 1]! > distance || (far[at - 1] === distance && found[at - 1]! > other))) at -= 1;
      found.splice(at, 0, other);
      far.splice(at, 0, distance);
      if (found.length > MOST_COMPARABLE) {
        found.pop();
        far.pop();
      }
    }
    return found;
  }

  private look(person: number, day: number): void {
    const { traits, alikeBy } = this.drawing;
    const situation = day >= firstStart(this.lives, person) ? null : situationOf(this.lives, person, day, traits);
    const likeness = situation ? likenessOf(situation, alikeBy) : NOWHERE;
    if (situation) this.team[person] = situation.team;
    if (likeness === this.likeness[person]) return;
    this.leave(person);
    this.likeness[person] = likeness;
    if (likeness === NOWHERE) return;
    let crowd = this.crowds.get(likeness);
    if (!crowd) this.crowds.set(likeness, (crowd = []));
    this.place[person] = crowd.length;
    crowd.push(person);
  }

  private leave(person: number): void {
    const crowd = this.crowds.get(this.likeness[person]!);
    if (!crowd) return;
    const last = crowd.pop()!;
    if (last === person) return;
    crowd[this.place[person]!] = last;
    this.place[last] = this.place[person]!;
  }
}

/** Every day on which the situation of somebody may change, of everybody, in order; what was before the first window counts on its first day. */
function looksOf(lives: Lives, { windows }: Drawing): { day: Int32Array; person: Int32Array } {
  const first = Math.min(...windows.map(({ from }) => from));
  const last = Math.max(...windows.map(({ until }) => until)) - 1;
  const size = Math.max(0, last - first + 1);
  const days: number[] = [];
  const people: number[] = [];
  for (let person = 0; person < lives.people; person += 1) {
    let latest = -1;
    for (const day of changesOf(lives, person, first, last).toSorted((a, b) => a - b)) {
      if (day === latest) continue;
      latest = day;
      days.push(day);
      people.push(person);
    }
  }
  // A counting sort: there are few days and very many looks.
  const at = new Int32Array(size + 1);
  for (const day of days) at[day - first + 1]! += 1;
  for (let day = 0; day < size; day += 1) at[day + 1]! += at[day]!;
  const looks = { day: new Int32Array(days.length), person: new Int32Array(days.length) };
  for (let look = 0; look < days.length; look += 1) {
    const place = at[days[look]! - first]!++;
    looks.day[place] = days[look]!;
    looks.person[place] = people[look]!;
  }
  return looks;
}

function changesOf(lives: Lives, person: number, first: number, last: number): number[] {
  const { spells, teams, answers } = lives;
  const changes: number[] = [];
  const at = (day: number) => {
    if (day <= last && day !== NEVER) changes.push(Math.max(day, first));
  };
  for (let place = spells.at[person]!; place < spells.at[person + 1]!; place += 1) {
    const began = spells.first[place]!;
    if (spells.until[place]! <= first || began > last) continue;
    at(began);
    at(spells.until[place]!);
    // The spell may have gone on with an earlier one: the whole of it is what turns a year old.
    const since = began - (situationOf(lives, person, began, 0)?.since ?? 0);
    for (const years of [1, 2]) at(since + Math.ceil(years * YEAR));
  }
  if (changes.length === 0) return changes;
  at(firstStart(lives, person));
  for (let place = teams.at[person]!; place < teams.at[person + 1]!; place += 1) {
    at(teams.from[place]!);
    at(teams.until[place]!);
  }
  for (let place = answers.at[person]!; place < answers.at[person + 1]!; place += 1) {
    at(answers.since[place]!);
    at(answers.until[place]!);
  }
  return changes;
}
