import { LATERS, RESPONSES, type RuleLookBack, type ShownCount } from '#libs/insight';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { place } from './effects-touch.page.js';

/** What a rule would have said in the past, what coaches did, and what followed; null: its condition is not finished. */
export function lookBackPage(found: RuleLookBack | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.${key}`, values);
  const nothing = { notes: [], quarters: [], responses: [], reasons: [], laterColumns: [], laters: [], work: [], caution: null };
  if (!found) return { ...nothing, headline: say('unfinished') };
  const shown = (count: ShownCount) => (count === null ? say('not-shown') : whole(language, count));
  const isTold = found.fired !== null && found.fired > 0;
  return {
    headline: headlineOf(found, language),
    notes: notesOf(found, language),
    quarters: found.quarters
      .filter(() => isTold)
      .map(({ from, heard, fired, moments }) => ({
        name: from.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
        heard: shown(heard),
        fired: shown(fired),
        moments: shown(moments),
      })),
    responses: responsesOf(found, language),
    reasons: found.reasons.map(({ reason, clients }) => ({
      label: texts.has(language, `rule-effects.back.reason.${reason}`) ? say(`back.reason.${reason}`) : reason,
      number: whole(language, clients),
    })),
    laterColumns: latersShown(found).map((later) => say(`back.later.${later}`)),
    laters: found.laters.map(({ trait, later }) => ({
      trait: traitOf(trait).label[language],
      numbers: latersShown(found).map((each) => shown(later[each])),
    })),
    work: isTold ? workOf(found, language) : [],
    caution: isTold ? say('back.caution') : null,
  };
}

function headlineOf({ fired, from, until }: RuleLookBack, language: Language): string {
  const days = { from: formatDate(language, from), until: formatDate(language, until) };
  const key = fired === null ? 'headline-few' : fired === 0 ? 'headline-nobody' : 'headline';
  return texts.text(language, `rule-effects.back.${key}`, { ...days, number: whole(language, fired ?? 0) });
}

function notesOf({ moments, heard, looked, clients, isBlindToSilence }: RuleLookBack, language: Language): string[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.${key}`, values);
  return [
    ...(moments ? [say('back.moments-told', { number: whole(language, moments) })] : []),
    say('back.method'),
    ...(heard ? [say('back.heard-told', { number: whole(language, heard) })] : []),
    ...(looked < clients ? [say('sample', { looked: whole(language, looked), clients: whole(language, clients) })] : []),
    ...(isBlindToSilence ? [say('back.silence')] : []),
    say('rounded'),
  ];
}

function responsesOf({ responses, fired }: RuleLookBack, language: Language) {
  if (!responses || !fired) return [];
  const longest = Math.max(1, ...RESPONSES.map((response) => responses[response] ?? 0));
  return RESPONSES.filter((response) => responses[response] !== 0).map((response) => {
    const count = responses[response];
    return {
      label: texts.text(language, `rule-effects.back.response.${response}`),
      number: count === null ? texts.text(language, 'rule-effects.not-shown') : whole(language, count),
      parts: count === null ? [] : [{ kind: 'plain', x: '0%', width: place(count / longest) }],
    };
  });
}

/** A column in which there is nobody at all says nothing. */
function latersShown({ laters }: RuleLookBack) {
  return LATERS.filter((later) => laters.some((each) => each.later[later] !== 0));
}

function workOf({ work: { followed, share, tooRecent } }: RuleLookBack, language: Language): string[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.back.${key}`, values);
  const told = share
    ? say('work-share', {
        people: whole(language, followed ?? 0),
        share: percent(language, share.value),
        low: percent(language, share.low),
        high: percent(language, share.high),
      })
    : say(followed === 0 ? 'work-none' : 'work-hidden');
  return [told, ...(tooRecent ? [say('work-recent', { people: whole(language, tooRecent) })] : [])];
}
