import { PROJECT_ROOT, Texts, type Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import path from 'node:path';
import { ANSWER_GROUPS } from './domain/groups.js';
import type { Finding } from './domain/report/report.js';
import type { ReportContent } from './domain/report/report-content.js';

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/outflow/messages'));
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

/** A report in words: the same in the mail and on the page. */
export interface ReportWords {
  title: string;
  /** Of whom and when. */
  about: string;
  /** What changed, what stands out, and what is not known. */
  sentences: string[];
  figures: string[];
  /** The groups that are surely below the average, lowest first. */
  below: string[];
  caution: string;
}

/** @param team by name; null: all teams */
export function reportInWords(content: ReportContent, team: string | null, language: Language): ReportWords {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `report.${key}`, values);
  const { period, before, people, work, rate, rateBefore, below } = content;
  const [from, until] = [Temporal.PlainDate.from(period.from), Temporal.PlainDate.from(period.until).subtract({ days: 1 })];
  return {
    title: say('title', { team: team ?? say('all-teams') }),
    about: say('about', { from: dayOf(from, language), until: dayOf(until, language) }),
    sentences: content.findings.map((finding) => inWords(finding, language)),
    figures: [
      say('figure.people', { people: whole(people, language) }),
      say('figure.work', { work: whole(work, language) }),
      say('figure.rate', { rate: tenths(rate.value, language), low: tenths(rate.low, language), high: tenths(rate.high, language) }),
      before && rateBefore !== null
        ? say('figure.before', { rate: tenths(rateBefore, language), from: dayOf(Temporal.PlainDate.from(before.from), language) })
        : say('figure.no-before'),
    ],
    below: below.map((group) =>
      say('below', {
        group: nameOf(group, language),
        rate: tenths(group.rate, language),
        people: whole(group.people, language),
      }),
    ),
    caution: say('caution'),
  };
}

function inWords(finding: Finding, language: Language): string {
  const say = (values: Record<string, unknown> = {}) => texts.text(language, `report.finding.${finding.kind}`, values);
  switch (finding.kind) {
    case 'first':
      return say({ rate: tenths(finding.rate, language) });
    case 'more':
    case 'less':
    case 'no-certain-change':
      return say({ rate: tenths(finding.rate, language), before: tenths(finding.before, language) });
    case 'group-below':
    case 'group-above':
      return say({
        group: nameOf(finding, language),
        people: whole(finding.people, language),
        rate: tenths(finding.rate, language),
        average: tenths(finding.average, language),
      });
    case 'known-least':
    case 'known-well':
      return say({
        trait: traitOf(finding.trait).label[language],
        share: new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }).format(finding.share),
      });
    case 'none-stands-out':
    case 'nothing-known':
      return say();
  }
}

/** `Lezen: kan brieven nu niet lezen` */
function nameOf({ trait, keys }: { trait: string; keys: readonly string[] }, language: Language): string {
  const { label, bands } = traitOf(trait);
  const names = keys.map((key) => {
    const answer = ANSWER_GROUPS.find((group) => group === key);
    return answer ? texts.text(language, `report.answer.${answer}`) : (bands.find((band) => band.key === key)?.label[language] ?? key);
  });
  return `${label[language]}: ${new Intl.ListFormat(language, { type: 'disjunction' }).format(names)}`;
}

function dayOf(day: Temporal.PlainDate, language: Language): string {
  return day.toLocaleString(LOCALES[language], { day: 'numeric', month: 'long', year: 'numeric' });
}

function whole(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 }).format(value);
}

function tenths(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** The mail: a subject without a figure in it, and the report with the way to the page. */
export function reportMail({ title, about, sentences, figures, below, caution }: ReportWords, url: string, language: Language) {
  const say = (key: string) => texts.text(language, `report.mail.${key}`);
  const body = [
    title,
    about,
    ...sentences,
    [say('figures'), ...figures.map((line) => `• ${line}`)].join('\n'),
    ...(below.length > 0 ? [[say('below'), ...below.map((line) => `• ${line}`)].join('\n')] : []),
    caution,
    `${say('button')}:\n${url}`,
    say('choice'),
  ].join('\n\n');
  return { subject: title, body, button: say('button'), bareLink: say('bare-link') };
}
