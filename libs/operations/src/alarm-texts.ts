import { localDate, PROJECT_ROOT, Texts, TIME_ZONE, type Language } from '#libs/platform';
import path from 'node:path';
import type { ExpectedAlarm } from './domain/alarm.js';

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/operations/messages'));
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

export interface AlarmInWords {
  /** What is wrong, in one line. */
  title: string;
  /** The numbers behind it. */
  text: string;
  /** What somebody can do about it. */
  action: string;
}

/** An alarm as people read it, on a screen and in an e-mail. @param planName null where the plan has no name (any more) */
export function alarmInWords(alarm: ExpectedAlarm & { planName: string | null }, language: Language): AlarmInWords {
  const { kind, detail, channel, about, planName } = alarm;
  const values = {
    ...detail,
    count: Number(detail['messages'] ?? detail['rounds'] ?? 0),
    channel: texts.text(language, `alarms.channel.${channel ?? 'none'}`),
    plan: planName ?? texts.text(language, 'alarms.no-plan'),
    provider: about ?? '',
    reason: reasonInWords(String(detail['reason'] ?? ''), language),
    purpose: purposeInWords(about ?? '', language),
    since: momentInWords(detail['since'], language),
    dueOn: dateInWords(detail['dueOn'], language),
    day: dateInWords(detail['day'], language),
  };
  const say = (part: keyof AlarmInWords) => texts.text(language, `alarms.${kind}.${part}`, values);
  return { title: say('title'), text: say('text'), action: say('action') };
}

/** One e-mail about new alarms. @param url where the administrator sees how it is now */
export function alarmMail(
  alarms: readonly Parameters<typeof alarmInWords>[0][],
  url: string,
  language: Language,
): { subject: string; text: string } {
  const words = alarms.map((alarm) => alarmInWords(alarm, language));
  const [first] = words;
  return {
    subject:
      first && words.length === 1
        ? texts.text(language, 'alarms.mail.subject', { title: first.title })
        : texts.text(language, 'alarms.mail.subject-many', { count: words.length }),
    text: [
      ...words.map((each) => texts.text(language, 'alarms.mail.alarm', { ...each })),
      texts.text(language, 'alarms.mail.closing', { url }),
    ].join('\n\n'),
  };
}

/** Why a provider got another share; a reason without a text is told as it is. */
function reasonInWords(reason: string, language: Language): string {
  const key = `alarms.share.${reason}`;
  return reason && texts.has(language, key) ? texts.text(language, key) : reason;
}

function purposeInWords(purpose: string, language: Language): string {
  const key = `alarms.purpose.${purpose}`;
  return purpose && texts.has(language, key) ? texts.text(language, key) : texts.text(language, 'alarms.purpose.other', { purpose });
}

/** `20 november 14:05`, at the office. */
function momentInWords(moment: string | number | undefined, language: Language): string {
  if (typeof moment !== 'string') return '';
  const instant = Temporal.Instant.from(moment);
  const time = instant.toLocaleString(LOCALES[language], { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });
  return `${dateInWords(localDate(instant).toString(), language)} ${time}`;
}

function dateInWords(date: string | number | undefined, language: Language): string {
  return typeof date === 'string' ? Temporal.PlainDate.from(date).toLocaleString(LOCALES[language], { day: 'numeric', month: 'long' }) : '';
}
