import type { TraitDefinition } from '#libs/profiles';
import type { Item, ItemAnswer } from './definition.js';
import { judge } from './holds.js';
import { outcomeOf, type Outcomes } from './outcomes.js';
import type { Atom } from './problems-of-conditions.js';

/** One of the ways to answer that conditions can tell apart. */
export interface Candidate {
  /** What each of the conditions that ask about it says then. */
  outcomes: ReadonlyMap<Atom, Outcomes>;
  /** Whether there is an answer at all: for that its item has to be asked. */
  isGiven: boolean;
}

/** More ways to choose several than this are not searched. */
const MOST_CANDIDATES = 1_000;

/**
 * The ways to answer an item, as far as these conditions can tell them apart: a number from 0 to 1,000 that is only compared with 8 has three.
 * @returns null when there are too many
 */
export function candidatesForItem(item: Item, atoms: readonly Atom[]): Candidate[] | null {
  const withAnswer = (answer: ItemAnswer) => candidate(atoms, new Map([[item.key, answer]]), new Map(), true);
  const without: ItemAnswer[] = [
    { state: 'refused', value: null },
    ...(item.options.some(({ state }) => state === 'unknown') ? [{ state: 'unknown' as const, value: null }] : []),
  ];
  const answered = item.kind === 'several' ? setsOf(item, withAnswer) : valuesOf(item, atoms).map((value) => withAnswer(answer(value)));
  if (!answered) return null;
  return distinct([...answered, ...without.map(withAnswer), candidate(atoms, new Map(), new Map(), false)], atoms);
}

/** The levels of a trait, and that it is not known. */
export function candidatesForTrait(levels: TraitDefinition['levels'], atoms: readonly Atom[]): Candidate[] {
  const key = atoms[0]?.key ?? '';
  const known = levels.map(({ value }) => candidate(atoms, new Map(), new Map([[key, value]]), false));
  return distinct([...known, candidate(atoms, new Map(), new Map(), false)], atoms);
}

function candidate(
  atoms: readonly Atom[],
  answers: ReadonlyMap<string, ItemAnswer>,
  known: ReadonlyMap<string, number>,
  isGiven: boolean,
): Candidate {
  return { outcomes: new Map(atoms.map((atom) => [atom, outcomeOf(judge(atom, answers, known))])), isGiven };
}

/** Those that differ in what comes out; of the same ones the first. */
function distinct(candidates: readonly Candidate[], atoms: readonly Atom[]): Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const one of candidates) {
    const name = `${one.isGiven} ${nameOf(one, atoms)}`;
    if (!seen.has(name)) seen.set(name, one);
  }
  return [...seen.values()];
}

function nameOf({ outcomes }: Candidate, atoms: readonly Atom[]): string {
  return atoms.map((atom) => outcomes.get(atom)).join('');
}

function answer(value: number | null): ItemAnswer {
  return value === null ? { state: 'answered', value, said: '-' } : { state: 'answered', value };
}

/** The values of an item: of a number those around every border that a condition draws; of words and days none that a condition could compare. */
function valuesOf({ kind, options, number }: Item, atoms: readonly Atom[]): (number | null)[] {
  if (kind === 'date' || kind === 'text') return [null];
  if (kind !== 'number' || !number) return options.flatMap(({ value }) => value ?? []);
  const borders = [number.min, number.max, ...atoms.flatMap(bordersOf)];
  const around = borders.flatMap((border) => [Math.floor(border) - 1, Math.floor(border), Math.ceil(border), Math.ceil(border) + 1]);
  return [...new Set(around)].filter((value) => value >= number.min && value <= number.max);
}

function bordersOf(atom: Atom): number[] {
  if ('state' in atom) return [];
  return 'is' in atom ? atom.is : [atom.from, atom.to].filter((end) => end !== undefined);
}

/** What can be chosen together, as far as it makes a difference: a condition is so of several when it is so of one of them. */
function setsOf({ options }: Item, withAnswer: (answer: ItemAnswer) => Candidate): Candidate[] | null {
  const values = options.flatMap(({ value }) => value ?? []);
  const found = new Map<string, { chosen: number[]; candidate: Candidate }>();
  const add = (chosen: number[]) => {
    const made = withAnswer({ state: 'answered', value: null, said: chosen.toSorted((a, b) => a - b).join(',') });
    const name = [...made.outcomes.values()].join('');
    if (!found.has(name)) found.set(name, { chosen, candidate: made });
  };
  for (const value of values) add([value]);
  // A map is walked in the order of adding, also of what is added meanwhile: every set that tells something new is grown by one more.
  for (const { chosen } of found.values()) {
    if (found.size > MOST_CANDIDATES) return null;
    for (const value of values) if (!chosen.includes(value)) add([...chosen, value]);
  }
  return [...found.values()].map(({ candidate: made }) => made);
}
