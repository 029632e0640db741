import { Injectable } from '@nestjs/common';
import {
  BARRIER,
  BACK_WITHIN,
  comparedBy,
  compareSets,
  follow,
  meantFor,
  riskSets,
  situationOf,
  withTraits,
  YEAR,
  type ComparedRows,
  type Lives,
  type OutflowQuestion,
  type RiskSets,
  type SetComparison,
} from '#libs/outflow';
import { SCHEMES } from '#libs/people';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';
import { lineOf, type InterventionLine } from './domain/intervention-outflow/lines.js';
import type { Part, View } from './domain/intervention-outflow/safe-parts.js';
import { dayNumber, readLives, type FoundLives } from './intervention-lives.js';
import { readLots } from './intervention-lots.js';
import { readStarts } from './intervention-starts.js';

/** What began, what followed, and how that compares; `not-shown`: of who began too few to say anything. */
export interface ComparedLine extends InterventionLine {
  comparison: SetComparison | { state: 'not-shown' };
}

export interface InterventionInFull extends ComparedLine {
  /** How many of who began found nobody like them, to the nearest five; they are in no comparison. Null: not shown. */
  alone: number | null;
  /** The traits in which people were alike, and those the regression takes along. */
  comparedBy: { alike: readonly string[]; also: readonly string[] };
  /** By lot, where places were given so: chance decided, and nothing else. */
  lots: { draws: number; comparison: SetComparison } | null;
}

/**
 * The question of who looks back: what began, what followed, and did who began leave for work more often than who was like them that day? What is too
 * small to show does not leave this class, and a single person never leaves the database by name.
 */
@Injectable()
export class InterventionOutflowReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Each of these kinds of help, in their order. Two statements: what began, and the lives of who might have begun it. */
  async overview(types: readonly string[], question: OutflowQuestion, now: Temporal.Instant): Promise<ComparedLine[]> {
    const lines = await this.lines(types, question, now);
    const began = lines.filter(({ started }) => started !== null).map(({ type }) => type);
    const traits = [...new Set(began.flatMap((type) => comparedBy(type).alike))];
    const found = began.length === 0 ? null : await this.lives(began, traits, question);
    return lines.map((line) => ({
      ...line,
      comparison: line.started && found ? this.compare(line, found, traits, question, now).comparison : { state: 'not-shown' },
    }));
  }

  /** One of them in full. */
  async one(type: string, question: OutflowQuestion, now: Temporal.Instant): Promise<InterventionInFull> {
    const [[line], lots] = await Promise.all([this.lines([type], question, now), this.lots(type, question, now)]);
    const by = comparedBy(type);
    const shown = line as InterventionLine;
    if (!shown.started) return { ...shown, comparison: { state: 'not-shown' }, alone: null, comparedBy: by, lots };
    const traits = [...by.alike, ...by.also];
    const found = await this.lives([type], traits, question);
    return { ...shown, ...this.compare(shown, found, traits, question, now, by.also), comparedBy: by, lots };
  }

  private async lines(types: readonly string[], question: OutflowQuestion, now: Temporal.Instant): Promise<InterventionLine[]> {
    const { period, scope } = question;
    const today = localDate(now);
    const { starts, changes } = await readStarts(this.dataSource, {
      types,
      meantFor: Object.fromEntries(types.map((type) => [type, meantFor(type)])),
      from: period.from,
      until: period.until,
      team: scope.teamId,
      scheme: scope.scheme,
      today,
    });
    const view: View = { from: monthNumber(period.from), until: monthNumber(period.until), team: scope.teamId, scheme: scope.scheme };
    // A month that is not over grows day by day: who began today could be told from yesterday's figures.
    const over = starts.filter(({ month }) => month < monthNumber(today));
    return types.map((type) => lineOf(type, over, changes, view, meantFor(type)));
  }

  private lives(types: readonly string[], traits: readonly string[], { period }: OutflowQuestion): Promise<FoundLives> {
    return readLives(this.dataSource, { ...period, types, traits });
  }

  private compare(
    { type, parts }: InterventionLine,
    found: FoundLives,
    traits: readonly string[],
    { scope, definition }: OutflowQuestion,
    now: Temporal.Instant,
    also: readonly string[] = [],
  ): Pick<InterventionInFull, 'comparison' | 'alone'> {
    const lives: Lives = { ...found.lives, starts: found.starts.get(type)! };
    const alike = comparedBy(type).alike.map((trait) => traits.indexOf(trait));
    const likeness = withTraits(lives, alike);
    const sets = riskSets(likeness, {
      windows: parts.map(({ from, until }) => ({ from: dayNumber(firstOf(from)), until: dayNumber(firstOf(until)) })),
      team: scope.teamId === null ? null : found.teams.indexOf(scope.teamId) + 1,
      scheme: scope.scheme === null ? null : SCHEMES.findIndex((scheme) => scheme === scope.scheme),
      traits: alike.length,
      alikeBy: alike.length,
    });
    const settledUntil = dayNumber(localDate(now).subtract(BACK_WITHIN));
    const followed = follow(
      lives,
      { ...sets, untilOwnStart: sets.began.map((began) => 1 - began) },
      settledUntil,
      definition.censoring === 'left',
    );
    const rows: ComparedRows = {
      set: sets.set,
      got: sets.began,
      person: sets.person,
      time: followed.time,
      ending: followed.ending,
      also: also.length === 0 ? [] : alsoOf(withTraits(lives, also.map((trait) => traits.indexOf(trait))), sets, also.length), // prettier-ignore
    };
    return { comparison: compareSets(rows), alone: Math.round(sets.alone / 5) * 5 };
  }

  private async lots(type: string, { period, scope }: OutflowQuestion, now: Temporal.Instant): Promise<InterventionInFull['lots']> {
    const { draws, rows } = await readLots(this.dataSource, {
      type,
      ...period,
      team: scope.teamId,
      scheme: scope.scheme,
      today: localDate(now),
    });
    return draws === 0 ? null : { draws, comparison: compareSets(rows) };
  }
}

/** In what people still differed on the day itself: how many other things stood in the way, how many were not known, how long on a benefit. */
function alsoOf(lives: Lives, { person, day }: RiskSets, traits: number): ComparedRows['also'] {
  const situations = Array.from(person, (who, row) => situationOf(lives, who, day[row]!, traits)!);
  const count = (is: (state: number) => boolean) => situations.map(({ states }) => states.filter(is).length);
  return [
    { name: 'barriers', values: count((state) => state === BARRIER) },
    { name: 'not-known', values: count((state) => state <= 2) },
    { name: 'years', values: situations.map(({ since }) => since / YEAR) },
  ];
}

/** Months since year 0. */
export function monthNumber({ year, month }: Pick<Temporal.PlainDate, 'year' | 'month'>): number {
  return year * 12 + month - 1;
}

/** The first day of a month. */
export function firstOf(month: Part['from']): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 });
}
