import { personYears, ratePerHundredYears, share, type Estimate, type Outflow, type OutflowPeriod } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { linesOf, type OutflowLine } from './outflow-lines.js';

const COLUMNS = [
  'from',
  'last-day',
  'trait',
  'group',
  'people',
  'work',
  'share',
  'share-low',
  'share-high',
  'years',
  'rate',
  'rate-low',
  'rate-high',
  'remark',
] as const;
const OTHER_OUTCOMES = ['other', 'staying', 'pending'] as const;

/** A byte order mark, because without it Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The figures of the page, hidden where the page hides them, as a Dutch spreadsheet opens it: semicolons and decimal commas. */
export function outflowCsv(outflow: Outflow, period: OutflowPeriod, language: Language): string {
  const say = (key: string) => texts.text(language, `outflow.${key}`);
  const dates = [String(period.from), String(period.until.subtract({ days: 1 }))];
  const header = COLUMNS.map((column) => say(`csv.${column}`));
  const rows =
    outflow.state === 'shown'
      ? figures(outflow)
      : [[say('everybody'), ...Array.from({ length: 10 }, () => ''), say(`nothing.${outflow.state}.title`)]];
  return (
    BYTE_ORDER_MARK + [header, ...rows.map((row) => [...dates, ...row])].map((row) => row.map(csvField).join(';')).join('\r\n') + '\r\n'
  );

  function figures({ total, traits }: Extract<Outflow, { state: 'shown' }>): string[][] {
    const everybody = say('everybody');
    const outcomes = OTHER_OUTCOMES.map((kind) => [
      everybody,
      say(`csv.outcome.${kind}`),
      String(total[kind]),
      ...Array.from({ length: 9 }, () => ''),
    ]);
    const lines = traits.flatMap((trait) => linesOf(trait, language));
    return [row({ trait: everybody, group: everybody, family: 'favourable', outcomes: total }), ...outcomes, ...lines.map(row)];
  }

  function row({ trait, group, outcomes }: OutflowLine): string[] {
    if (!outcomes) return [trait, group, ...Array.from({ length: 9 }, () => ''), say('not-shown')];
    const years = personYears(outcomes);
    return [
      trait,
      group,
      String(outcomes.people),
      String(outcomes.work),
      ...estimate(share(outcomes.work, outcomes.people), 100),
      decimal(years),
      ...estimate(ratePerHundredYears(outcomes.work, years), 1),
      '',
    ];
  }
}

function estimate(found: Estimate | null, times: number): string[] {
  return found ? [found.value, found.low, found.high].map((value) => decimal(value * times)) : ['', '', ''];
}

function decimal(value: number): string {
  return value.toFixed(1).replace('.', ',');
}

/** Quoted where it must be, and never a formula: a spreadsheet runs what begins with one of these. */
export function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
