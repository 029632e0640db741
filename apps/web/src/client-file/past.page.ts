import type { PastObservation, PastProfile } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, STANDARD_TRAITS, TRAITS, type TraitDefinition, type TraitGroup } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { derivedOf } from './derived.page.js';
import { howObserved } from './how-observed.js';
import { languageName } from './language-name.js';
import { pageWords, type HeardOne, type PageWords } from './page-words.js';
import type { PastQuestion } from './past.forms.js';

const GROUPS: TraitGroup[] = ['wellbeing', 'health', 'money', 'language', 'home', 'work', 'wish'];

/** A client as they were on a day, by what is known now or was known then. */
export function pastPage(
  { firstName }: { firstName: string },
  past: PastProfile,
  asked: PastQuestion,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-past.${key}`, values);
  const date = (text: string) => formatDate(language, Temporal.PlainDate.from(text));
  // Of today only the part that has been.
  const moment = Temporal.Instant.compare(asked.trueBefore, now) > 0 ? now : asked.trueBefore;
  const histories = Map.groupBy(past.observations, ({ trait }) => trait);
  const shown = { name: firstName, moment, day: asked.day, words: pageWords(language) };
  const traits = TRAITS.map((trait) => ({ trait, history: histories.get(trait.key) ?? [] }));
  return {
    title: say('title-on', { date: formatDate(language, asked.day) }),
    known: asked.known ? say('known-on', { date: formatDate(language, asked.known) }) : say('known-now'),
    groups: GROUPS.map((group) => ({
      title: texts.text(language, `client-course.group.${group}`),
      traits: traits
        .filter(({ trait, history }) => trait.group === group && history.length > 0)
        .map((one) => traitThen(one.trait, one.history, shown)),
    })).filter(({ traits: some }) => some.length > 0),
    unheard: traits
      .filter(({ trait, history }) => history.length === 0 && STANDARD_TRAITS.includes(trait))
      .map(({ trait }) => trait.label[language]),
    interventions: past.interventions.map(({ type, startsOn, endsOn, plannedBy }) => ({
      name: catalogue.of(type).name[language],
      facts: say(endsOn ? 'ran-until' : 'ran', { from: date(startsOn), to: endsOn ? date(endsOn) : '', by: plannedBy }),
    })),
    suggestions: past.suggestions.map(({ intervention, stance, madeAt }) => {
      const { name } = catalogue.of(intervention);
      return {
        name: stance === 'suggest' ? name[language] : texts.text(language, 'client-file.past.caution', { name: name[language] }),
        facts: texts.text(language, 'client-file.suggestion.since', { date: formatDate(language, Temporal.Instant.from(madeAt)) }),
      };
    }),
  };
}

/** One trait then: what, since when, from whom, by which way, how old, and how it stood against what was usual. */
function traitThen(
  trait: TraitDefinition,
  history: readonly PastObservation[],
  { name, moment, day, words }: { name: string; moment: Temporal.Instant; day: Temporal.PlainDate; words: PageWords },
) {
  const { language } = words;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-past.${key}`, values);
  const latest = history.at(-1) as PastObservation;
  const at = Temporal.Instant.from(latest.at);
  const recorded = Temporal.Instant.from(latest.recordedAt);
  const level = levelOf(trait.key, latest.value);
  const isOld = isExpired(trait, at, moment);
  const isCorrected = latest.state === 'corrected';
  const days = localDate(at).until(day, { largestUnit: 'day' }).days;
  const since = beginOfRun(history);
  const isOfEarlier = since !== latest && latest.value !== null;
  const mark = isOld ? 'old' : isCorrected ? 'unknown' : (level?.barrier ?? (latest.state === 'refused' ? 'refused' : 'unknown'));
  return {
    label: trait.label[language],
    mark,
    markLabel: isCorrected && !isOld ? say('corrected') : texts.text(language, `client-file.profile.mark.${mark}`),
    level: isCorrected ? say('corrected') : (level?.label[language] ?? texts.text(language, `client-file.profile.${latest.state}`)),
    isOld,
    facts: [
      ...(isOld ? [say('expired')] : []),
      say('heard', { count: Math.max(days, 0), date: formatDate(language, at) }),
      ...(isOfEarlier ? [say('since', { date: formatDate(language, Temporal.Instant.from(since.at)) })] : []),
      ...(isCorrected ? [say('corrected-hint')] : [howObserved(latest, language)]),
      ...(latest.language === 'nl' || isCorrected ? [] : [say('language', { language: languageName(latest.language, language) })]),
      ...(localDate(recorded).equals(localDate(at)) ? [] : [say('recorded', { date: formatDate(language, recorded) })]),
    ],
    // What was replaced takes no part: a figure would give away what it said.
    derived: isCorrected
      ? []
      : derivedOf(trait, history.flatMap(asHeard), name, moment, words).lines.filter(({ kind }) => kind === 'change'),
  };
}

/** Since when it was said to be so without anything else in between. */
function beginOfRun(history: readonly PastObservation[]): PastObservation {
  const latest = history.at(-1) as PastObservation;
  return history[history.findLastIndex(({ value, state }) => value !== latest.value || state !== latest.state) + 1] ?? latest;
}

function asHeard(one: PastObservation): HeardOne[] {
  return one.state === 'corrected' ? [] : [{ ...one, state: one.state, observedAt: Temporal.Instant.from(one.at) }];
}
