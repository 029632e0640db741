import type { ReachLine } from '#libs/insight';
import type { OutflowQuestion } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { texts } from '../http/views.js';
import type { TeamName } from './asking.js';
import { csvOf } from './outflow.csv.js';
import { groupName, type ReachFigures } from './reach-groups.js';

/** For a spreadsheet: a line a group, an empty field for what is not shown. */
export function reachCsv({ reached, perTrait }: ReachFigures, teams: readonly TeamName[], language: Language): string {
  const say = (key: string) => texts.text(language, `outflow-reach.${key}`);
  const number = (count: number | null) => (count === null ? '' : String(count));
  const line = (part: string, { key, people, parts }: ReachLine) => [
    part,
    groupName(part, key, teams, language),
    number(people),
    number(parts[0]?.people ?? null),
    // Two columns, or the second for both together.
    ...(parts.length === 2 ? ['', number(parts[1]?.people ?? null)] : parts.slice(1).map((part) => number(part.people))),
  ];
  const rows = [
    [say('csv.part'), say('csv.group'), say('csv.people'), say('part.answered'), say('part.silent'), say('csv.not')],
    ...reached.teams.map((each) => line('team', each)),
    ...reached.ages.map((each) => line('age', each)),
    ...reached.channels.map((each) => line('channel', each)),
    ...reached.months.map(({ month, asked, answered }) => ['month', month, number(asked), number(answered), '', '']),
    ...(perTrait.state === 'shown'
      ? perTrait.traits.map(({ trait, knownShare }) => [
          'trait',
          traitOf(trait).label[language],
          number(knownShare?.people ?? null),
          number(knownShare?.known ?? null),
          '',
          '',
        ])
      : []),
  ];
  return csvOf(rows);
}

/** For other programs: keys that stay, `null` for what is not shown. Numbers of people are rounded to fives, those of traits are not. */
export function reachJson({ period, scope }: OutflowQuestion, { reached, perTrait, madeAt }: ReachFigures) {
  return {
    from: period.from.toString(),
    until: period.until.toString(),
    ...scope,
    madeAt: madeAt.toString(),
    ...reached,
    traits: perTrait.state === 'shown' ? perTrait.traits.map(({ trait, knownShare }) => ({ trait, knownShare })) : null,
  };
}
