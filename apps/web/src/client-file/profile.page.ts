import type { Moment, ObservedValue } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, STANDARD_TRAITS, TRAITS, type TraitDefinition, type TraitGroup } from '#libs/profiles';
import { formatAgo, formatDate } from '../http/dates.js';
import { sparkline, type Scale } from '../http/sparkline.js';
import { texts } from '../http/views.js';

/** How long back the file looks. */
export const COURSE_DAYS = 548;
const GROUPS: TraitGroup[] = ['wellbeing', 'health', 'money', 'language', 'home', 'work'];

/**
 * What is known now, trait by trait: the level in words with how much it stands in the way, how old it is, and its course.
 * Out of date, refused, not known, asked in vain and never asked are five different things, and none of them is "good".
 * @param observations oldest first
 * @param asked traits that were ever asked after, whatever came of it
 */
export function profile(observations: readonly ObservedValue[], asked: readonly string[], now: Temporal.Instant, language: Language) {
  const histories = Map.groupBy(observations, ({ trait }) => trait);
  return GROUPS.map((group) => ({
    title: texts.text(language, `client-file.group.${group}`),
    // What only an instrument or another questionnaire observes has a line where there is something to show.
    traits: TRAITS.filter((trait) => trait.group === group && (STANDARD_TRAITS.includes(trait) || histories.has(trait.key))).map((trait) =>
      traitNow(trait, histories.get(trait.key) ?? [], asked.includes(trait.key), now, language),
    ),
  }));
}

function traitNow(trait: TraitDefinition, history: readonly ObservedValue[], isAsked: boolean, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.profile.${key}`, values);
  const label = trait.label[language];
  const latest = history.at(-1);
  if (!latest)
    return {
      label,
      mark: 'unknown',
      markLabel: say('mark.unknown'),
      level: say(isAsked ? 'never-answered' : 'never-asked'),
      age: null,
      isOld: true,
      picture: null,
      spoken: null,
    };
  const at = Temporal.Instant.from(latest.at);
  const isOld = isExpired(trait, at, now);
  const level = levelOf(trait.key, latest.value);
  const mark = level ? level.barrier : latest.state === 'refused' ? 'refused' : 'unknown';
  const scale = scaleOf(trait);
  const since = now.subtract({ hours: COURSE_DAYS * 24 }).epochMilliseconds;
  const shown = history.filter((each) => Temporal.Instant.from(each.at).epochMilliseconds >= since);
  const words = shown.map((each) => levelOf(trait.key, each.value)?.label[language] ?? say(each.state)).join(', ');
  return {
    label,
    mark: isOld ? 'old' : mark,
    markLabel: isOld ? say('mark.old') : say(`mark.${mark}`),
    level: level ? inWords(trait, level.label[language], say) : say(latest.state),
    age: say('age', { ago: formatAgo(language, localDate(at), localDate(now)), date: formatDate(language, at) }),
    isOld,
    picture: scale && shown.length > 1 ? sparkline(shown.map(asMoment), now, scale, COURSE_DAYS, trait.validDays) : null,
    spoken: say('course', { trait: label, course: words }),
  };
}

/** A bare number says nothing without its scale. */
function inWords({ levels }: TraitDefinition, words: string, say: (key: string, values: Record<string, unknown>) => string): string {
  return /^\d+$/.test(words) ? say('out-of', { level: words, highest: Math.max(...levels.map(({ value }) => value)) }) : words;
}

/** Only what has a better and a worse can go up and down. */
function scaleOf({ better, levels }: TraitDefinition): Scale | null {
  const values = levels.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (better === null) return null;
  return better === 'higher' ? { worst: lowest, best: highest } : { worst: highest, best: lowest };
}

function asMoment({ at, value }: ObservedValue): Moment {
  return [Temporal.Instant.from(at).epochMilliseconds / 1000, value];
}
