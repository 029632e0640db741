import type { Figure, OutflowQuestion, PerTrait } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { linesOf, type TraitLine } from './outflow-lines.js';

type Shown = Extract<PerTrait, { state: 'shown' }>;

const COLUMNS = [
  'from',
  'last-day',
  'trait',
  'group',
  'people',
  'count',
  'of',
  'base',
  'value',
  'low',
  'high',
  'unit',
  'at-least',
  'at-most',
  'known',
  'remark',
] as const;
const FATES = ['other', 'outOfSight', 'staying', 'pending'] as const;

/** A byte order mark, because without it Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The figures of the page, hidden where the page hides them, as a Dutch spreadsheet opens it: semicolons and decimal commas. What is counted,
 * of whom, and when the figures were made stands in the lines above the table's own.
 * @param about whom and what the figures are about, in words
 */
export function outflowCsv(figures: PerTrait, { period }: OutflowQuestion, about: readonly string[], language: Language): string {
  const say = (key: string) => texts.text(language, `outflow.csv.${key}`);
  const dates = [String(period.from), String(period.until.subtract({ days: 1 }))];
  const everybody = texts.text(language, 'outflow.everybody');
  const rows =
    figures.state === 'shown'
      ? shown(figures)
      : [[everybody, ...blank(12), texts.text(language, `outflow.nothing.${figures.state}.title`)]];
  const remarks = about.map((line) => [...dates, line, ...blank(13)]);
  return csvOf([COLUMNS.map((column) => say(`column.${column}`)), ...rows.map((row) => [...dates, ...row]), ...remarks]);

  function shown({ total, fates, traits }: Shown): string[][] {
    const others = FATES.map((fate) => [everybody, say(`fate.${fate}`), String(fates[fate]), ...blank(11)]);
    const lines = traits.flatMap((trait) => {
      const known = trait.knownShare ? decimal(100 * trait.knownShare.share) : '';
      return linesOf(trait, language).map((line) => row(line, known));
    });
    return [row({ name: everybody, group: everybody, figure: total, bounds: null }, ''), ...others, ...lines];

    function row({ name, group, figure, bounds }: Pick<TraitLine, 'name' | 'group' | 'figure' | 'bounds'>, known: string): string[] {
      if (!figure) return [name, group, ...blank(11), texts.text(language, 'outflow.table.not-shown')];
      const times = total.kind === 'share' ? 100 : 1;
      const limits = bounds ? [decimal(bounds.low * times), decimal(bounds.high * times)] : ['', ''];
      return [name, group, ...numbers(figure, times), ...limits, known, ''];
    }

    function numbers({ people, count, of, base, estimate }: Figure, times: number): string[] {
      const found = estimate ? [estimate.value, estimate.low, estimate.high].map((value) => decimal(value * times)) : ['', '', ''];
      return [
        String(people),
        String(count),
        String(of),
        texts.text(language, `outflow.table.of.${base}`),
        ...found,
        say(`unit.${total.kind}`),
      ];
    }
  }
}

/** Lines of fields as a Dutch spreadsheet opens them. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(csvField).join(';')).join('\r\n')}\r\n`;
}

/** One decimal behind a comma. */
export function decimal(value: number): string {
  return value.toFixed(1).replace('.', ',');
}

/** Quoted where it must be, and never a formula: a spreadsheet runs what begins with one of these. */
export function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function blank(count: number): string[] {
  return Array.from({ length: count }, () => '');
}
