import type { ReachLine, ReachPart, ReachStanding } from '#libs/insight';
import type { PerTrait, TraitFigures } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { formatMonth } from '../http/dates.js';
import { texts } from '../http/views.js';
import { bar, spoken } from '../learning/bars.js';
import type { AskedQuestion, TeamName } from './asking.js';
import { addressOf } from './asking.js';
import { percent, tenths, whole } from './figures.js';
import { carried, frame } from './frame.js';
import { groupName, type ReachFigures } from './reach-groups.js';

export interface ReachGiven {
  asked: AskedQuestion;
  figures: ReachFigures | null;
}

/** In which colour a standing is drawn: heard, asked in vain, not reached, not asked. */
const COLOUR: Record<ReachStanding, string> = {
  answered: 'heard',
  opened: 'silent',
  open: 'silent',
  silent: 'silent',
  'not-arrived': 'unreached',
  'opted-out': 'unreached',
  'no-way': 'unreached',
  'not-asked': 'unasked',
};
const DEFINITIONS = ['answered', 'silent', 'unreached', 'not-asked', 'rounded', 'known', 'bounds'] as const;

/** Exactly what the page of reach prints. */
export function reachPage({ asked, figures }: ReachGiven, today: Temporal.PlainDate, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-reach.${key}`, values);
  const { teams } = asked;
  const isShown = figures !== null && figures.reached.people !== null && figures.reached.people > 0;
  return {
    frame: frame({
      tab: 'reach',
      path: '/uitstroom/bereik',
      asked,
      headline: figures && isShown ? headline(figures, language) : say('title'),
      madeAt: isShown ? figures.madeAt : null,
      language,
      today,
    }),
    nothing:
      figures && !isShown
        ? figures.reached.people === 0
          ? { title: say('nothing.nobody.title'), text: say('nothing.nobody.text') }
          : { title: say('nothing.too-few.title'), text: say('nothing.too-few.text') }
        : null,
    figures: figures && isShown ? parts(figures, asked, language) : null,
    definitions: isShown ? DEFINITIONS.map((key) => ({ term: say(`definition.${key}.term`), text: say(`definition.${key}.text`) })) : null,
  };

  function parts({ reached, perTrait }: ReachFigures, given: AskedQuestion, words: Language) {
    const drawn = bar(
      words,
      reached.standings.flatMap(({ standings, people }) =>
        people ? [{ kind: COLOUR[standings[0]!], label: standingName(standings, words), count: people }] : [],
      ),
    );
    const isHidden = reached.standings.some(({ people }) => people === null);
    return {
      standings: drawn,
      spoken: spoken(drawn),
      hidden: isHidden ? say('standing-hidden') : null,
      months: monthsOf(reached.months, words),
      tables: [
        { key: 'team', lines: reached.teams },
        { key: 'age', lines: reached.ages },
        { key: 'channel', lines: reached.channels },
      ]
        .filter(({ lines }) => lines.length > 0)
        .map(({ key, lines }) => ({
          title: say(`by.${key}`),
          group: say(`group.${key}`),
          rows: lines.map((line) => row(key, line, teams, words)),
        })),
      ...traitsOf(perTrait, given, words),
    };
  }
}

function headline({ reached: { people, standings } }: ReachFigures, language: Language): string {
  const values = { people: whole(language, people ?? 0), answered: whole(language, answeredOf(standings) ?? 0) };
  return texts.text(language, `outflow-reach.headline.${answeredOf(standings) === null ? 'hidden' : 'shown'}`, values);
}

function answeredOf(parts: readonly ReachPart[]) {
  return parts.find(({ standings }) => standings.includes('answered'))?.people ?? null;
}

/** One standing in words, or that of several together. */
function standingName(standings: readonly ReachStanding[], language: Language): string {
  return texts.text(language, `outflow-reach.standing.${standings.join('+')}`);
}

/** A bar a month: the height is the share of who was asked that answered. */
function monthsOf(months: ReachFigures['reached']['months'], language: Language) {
  return months.map(({ month, asked, answered, share }) => ({
    name: formatMonth(language, Temporal.PlainDate.from(`${month}-01`)),
    short: Temporal.PlainDate.from(`${month}-01`).toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { month: 'short' }),
    asked: number(asked, language),
    answered: number(answered, language),
    share: share ? percent(language, share.value) : hiddenWord(language),
    height: share ? `${Math.round(100 * share.value)}%` : '0%',
    y: share ? `${100 - Math.round(100 * share.value)}%` : '100%',
    isHidden: share === null,
  }));
}

function row(dimension: string, { key, people, parts, answered }: ReachLine, teams: readonly TeamName[], language: Language) {
  return {
    group: groupName(dimension, key, teams, language),
    people: number(people, language),
    answered: number(answeredOf(parts), language),
    share: answered ? percent(language, answered.value) : '',
    range: answered
      ? texts.text(language, 'outflow-reach.range', { low: percent(language, answered.low), high: percent(language, answered.high) })
      : '',
    // Two cells, or one for both together.
    others: parts.slice(1).map(({ people: count }) => number(count, language)),
    together: parts.length === 2 ? texts.text(language, 'outflow-reach.together') : null,
  };
}

/** Of each trait of how many it is known, least first; and between what the figure of its lowest group would lie if it were known of all. */
function traitsOf(perTrait: PerTrait, asked: AskedQuestion, language: Language) {
  if (perTrait.state !== 'shown') return { traits: [], unknown: null };
  const known = (trait: TraitFigures) => trait.knownShare?.share ?? 2;
  const ofNobody = perTrait.traits.filter((trait) => known(trait) === 0).map(({ trait }) => traitOf(trait).label[language]);
  const traits = perTrait.traits
    .filter((trait) => known(trait) > 0)
    .toSorted((a, b) => known(a) - known(b) || (a.trait < b.trait ? -1 : 1))
    .map((trait) => {
      const { knownShare } = trait;
      return {
        name: traitOf(trait.trait).label[language],
        href: addressOf(`/uitstroom/kenmerk/${trait.trait}`, carried(asked)),
        known: knownShare ? percent(language, knownShare.share) : hiddenWord(language),
        width: knownShare ? `${Math.round(100 * knownShare.share)}%` : '0%',
        people: knownShare
          ? texts.text(language, 'outflow-reach.known-of', {
              known: whole(language, knownShare.known),
              people: whole(language, knownShare.people),
            })
          : '',
        bounds: boundsOf(trait, language),
      };
    });
  const unknown =
    ofNobody.length > 0 ? texts.text(language, 'outflow-reach.known-of-nobody', { traits: listed(ofNobody, language) }) : null;
  return { traits, unknown };
}

/** Of the groups that stand in the way: what is measured, and between what it would lie. */
function boundsOf({ trait, cells }: TraitFigures, language: Language) {
  return cells.flatMap(({ keys, family, figure, bounds }) => {
    if (family !== 'barrier' || !figure?.estimate || !bounds) return [];
    const word = (value: number) => (figure.kind === 'share' ? percent(language, value) : tenths(language, value));
    const names = keys.map((key) => traitOf(trait).bands.find((band) => band.key === key)?.label[language] ?? key);
    return [
      texts.text(language, 'outflow-reach.between', {
        group: new Intl.ListFormat(language, { type: 'disjunction' }).format(names),
        value: word(figure.estimate.value),
        low: word(bounds.low),
        high: word(bounds.high),
      }),
    ];
  });
}

function number(count: number | null, language: Language): string {
  return count === null ? hiddenWord(language) : whole(language, count);
}

function hiddenWord(language: Language): string {
  return texts.text(language, 'outflow-reach.not-shown');
}

function listed(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(language).format(words);
}
