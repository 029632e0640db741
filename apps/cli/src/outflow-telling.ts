import { ANSWER_GROUPS, type Figure, type FigureCell, type OutflowQuestion, type PerTrait, type TraitFigures } from '#libs/outflow';
import { traitOf } from '#libs/profiles';
import { number } from './terminal.js';

/** What is asked for, in the names in which it was typed. */
export interface AskedFigures {
  question: OutflowQuestion;
  trait: string;
  teamName: string | null;
}

const BASES: Record<Figure['base'], string> = {
  start: 'de mensen die er op de eerste dag waren',
  average: 'het gemiddelde van de eersten van de maand',
  years: 'alle jaren in de uitkering, per 100 jaar',
  'left-for-work': 'wie naar werk vertrok en zo lang gevolgd is',
  left: 'wie vertrok, naar werk of om een andere reden, en zo lang gevolgd is',
  'ladder-known': 'de mensen van wie de trede bekend was',
};
const MEASURES: Record<OutflowQuestion['definition']['measure'], string> = {
  work: 'uitstroom naar werk (zoals CBS: een maand later geen uitkering)',
  any: 'uitstroom om welke reden ook (zoals Divosa)',
  'sustained-6': 'duurzaam: na 6 maanden nog zonder uitkering',
  'sustained-12': 'duurzaam: na 12 maanden nog zonder uitkering',
  'sustained-18': 'duurzaam: na 18 maanden nog zonder uitkering',
  'back-6': 'terug in de uitkering binnen 6 maanden',
  'back-12': 'terug in de uitkering binnen 12 maanden',
  'part-time': 'werk naast de uitkering',
  ladder: 'een trede omhoog op de participatieladder',
};
const CENSORINGS: Record<OutflowQuestion['definition']['censoring'], string> = {
  'out-of-sight': 'gevolgd tot die dag, telt nooit als vertrokken',
  left: 'telt als vertrokken om een andere reden',
};
const NOTHING: Record<Exclude<PerTrait['state'], 'shown'>, string> = {
  nobody: 'Niemand had toen een uitkering.',
  'too-few': 'Te weinig mensen om te tonen.',
  'only-a-year': 'Dit wordt alleen van perioden van een jaar getoond: met meer lengtes zouden enkele mensen uit te rekenen zijn.',
};
const ANSWERS: Record<(typeof ANSWER_GROUPS)[number], string> = {
  'not-known': 'niet bekend',
  'does-not-know': 'weet het niet',
  refused: 'wil het niet zeggen',
};

/** The figures as a table for people. */
export function tellFigures(asked: AskedFigures, found: PerTrait): string {
  const { period, scope, definition } = asked.question;
  const lines = [
    `${traitOf(asked.trait).label.nl}: ${MEASURES[definition.measure]}`,
    `Van ${String(period.from)} tot ${String(period.until)}; ${asked.teamName ?? 'alle teams'}; ${scope.scheme ?? 'alle regelingen'}.`,
    `Wie uit beeld raakte (verhuisd, AOW, overleden, administratief): ${CENSORINGS[definition.censoring]}.`,
  ];
  if (found.state !== 'shown') return [...lines, NOTHING[found.state]].join('\n');
  const figures = found.traits.find(({ trait }) => trait === asked.trait);
  const known = figures?.knownShare;
  return [
    ...lines,
    `Gedeeld door: ${BASES[found.total.base]}. Tussen haakjes het 95%-interval.`,
    known
      ? `Het kenmerk was bekend van ${number(known.known)} van de ${number(known.people)} mensen (${percent(known.share)}).`
      : 'Van hoeveel mensen het kenmerk bekend was, is niet te tonen.',
    ...(found.leavesOut ? ['Enkele mensen zonder team, of in een team dat te klein is om te tonen, tellen niet mee.'] : []),
    `Geteld op ${found.madeAt.toZonedDateTimeISO('Europe/Amsterdam').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')}. Dit is samenhang, geen bewijs.`,
    '',
    ...table([
      ['groep', 'mensen', 'aantal', 'van', 'cijfer', 'laagst en hoogst, als alles bekend was'],
      rowOf('alle mensen', found.total, null),
      ...rows(figures),
    ]),
  ].join('\n');
}

/** The same for programs: not rounded, and hidden what is hidden. */
export function figuresAsJson(asked: AskedFigures, found: PerTrait): object {
  const { period, scope, definition } = asked.question;
  const figures = found.state === 'shown' ? found.traits.find(({ trait }) => trait === asked.trait) : undefined;
  return {
    trait: asked.trait,
    from: String(period.from),
    to: String(period.until),
    team: asked.teamName,
    scheme: scope.scheme,
    definition,
    madeAt: String(found.madeAt),
    state: found.state,
    leavesOut: found.state === 'shown' ? found.leavesOut : false,
    total: found.state === 'shown' ? found.total : null,
    knownShare: figures?.knownShare ?? null,
    groups: (figures?.cells ?? []).map(({ keys, family, figure, bounds }) => ({
      keys,
      label: labelOf(asked.trait, keys),
      family,
      figure,
      bounds,
    })),
    hidden: figures?.hidden ?? null,
  };
}

function rows(figures: TraitFigures | undefined): string[][] {
  if (!figures) return [];
  const { trait, cells, hidden } = figures;
  const lines = cells.map(({ keys, figure, bounds }) => rowOf(labelOf(trait, keys), figure, bounds));
  return hidden ? [...lines, rowOf('niet getoonde groepen samen', hidden, null)] : lines;
}

function rowOf(name: string, figure: Figure | null, bounds: FigureCell['bounds']): string[] {
  if (!figure) return [name, 'niet getoond', '', '', '', ''];
  const { people, count, of, kind, estimate } = figure;
  const show = (value: number) => (kind === 'share' ? percent(value) : tenths(value));
  return [
    name,
    number(people),
    number(count),
    number(of),
    estimate ? `${show(estimate.value)} (${show(estimate.low)}–${show(estimate.high)})` : '–',
    bounds ? `${show(bounds.low)}–${show(bounds.high)}` : '',
  ];
}

function labelOf(trait: string, keys: readonly string[]): string {
  const { bands } = traitOf(trait);
  const names = keys.map((key) => ANSWERS[key as keyof typeof ANSWERS] ?? bands.find((band) => band.key === key)?.label.nl ?? key);
  return new Intl.ListFormat('nl', { type: 'disjunction' }).format(names);
}

/** Columns under each other: names to the left, numbers to the right. */
function table(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function percent(fraction: number): string {
  return `${tenths(100 * fraction)}%`;
}

function tenths(value: number): string {
  return value.toLocaleString('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
