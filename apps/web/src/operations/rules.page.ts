import type { Configuration, Language, SendHours } from '#libs/platform';
import { texts } from '../http/views.js';

/** What holds for every message of this installation: read from the settings, changed only there. */
export function rulesPart({ quietHours, sendHours, guestList, messagesPerWeek, alarmEmail }: Configuration, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.rules.${key}`, values);
  return [
    { term: say('hours'), text: quietHours ? hoursInWords(sendHours, language) : say('hours-off'), needsCare: !quietHours },
    {
      term: say('guests'),
      text: guestList ? say('guests-on', { count: guestList.length }) : say('guests-off'),
      needsCare: guestList !== null,
    },
    { term: say('budget'), text: say('budget-text', { count: messagesPerWeek }), needsCare: false },
    { term: say('mail'), text: say(alarmEmail ? 'mail-on' : 'mail-off'), needsCare: false },
  ];
}

/** `maandag tot en met vrijdag van 09:00 tot 20:00`, or the days one by one when there is a gap. */
function hoursInWords({ days, from, until }: SendHours, language: Language): string {
  const name = (day: number) => texts.text(language, `operations.days.${day}`);
  const [first = 1, last = first] = [days[0], days.at(-1)];
  const isRow = days.length > 2 && last - first === days.length - 1;
  const words = isRow
    ? texts.text(language, 'operations.days-range', { first: name(first), last: name(last) })
    : new Intl.ListFormat(language).format(days.map(name));
  const time = (of: Temporal.PlainTime) => of.toString({ smallestUnit: 'minute' });
  return texts.text(language, 'operations.rules.hours-text', {
    days: words.charAt(0).toUpperCase() + words.slice(1),
    from: time(from),
    until: time(until),
  });
}
