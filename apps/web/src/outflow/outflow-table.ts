import type { Bounds, Figure, PerTrait, TraitFigures } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { texts } from '../http/views.js';
import { exactly, list, percent, whole } from './figures.js';
import { range } from './range.js';
import { isUnanswered, linesOf, type TraitLine } from './outflow-lines.js';

type Shown = Extract<PerTrait, { state: 'shown' }>;

/** The numbers under the picture: every group of every trait, those of whom we do not know it as well. */
export function outflowTable({ total, traits, definition }: Shown, language: Language, hrefOf: (trait: string) => string) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.table.${key}`, values);
  // Of who was there on the first day, the people themselves are what it is divided by: no second column for the same.
  const hasBase = total.base !== 'start';
  const remarks = { hidden: say('not-shown'), nobody: say('nobody') };
  const unanswered = traits.filter(isUnanswered).map(({ trait }) => traitOf(trait).label[language]);
  return {
    hasBase,
    columns: [
      say('people'),
      say(`count.${definition.measure}`),
      ...(hasBase ? [say(`of.${total.base}`)] : []),
      say(`value.${total.base}`),
      say('bounds'),
    ],
    width: hasBase ? 6 : 5,
    total: row(texts.text(language, 'outflow.everybody'), total, null),
    traits: traits
      .filter((trait) => !isUnanswered(trait))
      .map((trait) => ({
        name: traitOf(trait.trait).label[language],
        href: hrefOf(trait.trait),
        known: knownWords(trait, language),
        rows: linesOf(trait, language).map((line) => ({ ...row(line.group, line.figure, line.bounds), isRest: line.family === 'hidden' })),
      })),
    unanswered: unanswered.length > 0 ? say('unanswered', { traits: list(language, 'conjunction', unanswered) }) : null,
  };

  /** A group of nobody says so, a hidden one too: a nought is a figure, and neither of these is. */
  function row(group: string, figure: Figure | null, bounds: Bounds | null) {
    const estimate = figure?.estimate;
    const words = (value: number) => exactly(language, total.kind, value);
    return {
      group,
      isRest: false,
      rest: hasBase ? 5 : 4,
      remark: figure === null ? remarks.hidden : figure.people === 0 ? remarks.nobody : null,
      people: figure ? whole(language, figure.people) : '',
      count: figure ? whole(language, figure.count) : '',
      of: figure && hasBase ? whole(language, figure.of) : '',
      value: estimate ? words(estimate.value) : '–',
      range: estimate ? range(language, words(estimate.low), words(estimate.high)) : '',
      bounds: bounds ? range(language, words(bounds.low), words(bounds.high)) : '',
      notYet: figure?.notYet ? say('not-yet', { count: figure.notYet, number: whole(language, figure.notYet) }) : null,
    };
  }
}

/** `bekend van 86% van de mensen` */
export function knownWords({ knownShare }: Pick<TraitFigures, 'knownShare'>, language: Language): string {
  return knownShare
    ? texts.text(language, 'outflow.table.known', { share: percent(language, knownShare.share) })
    : texts.text(language, 'outflow.table.known-hidden');
}

/** Lines that a chart can draw: what stands in the way of work, or everything, those of whom we do not know it as well. */
export function drawable(traits: readonly TraitFigures[], all: boolean, language: Language): TraitLine[] {
  return traits.flatMap((trait) => linesOf(trait, language)).filter(({ family }) => (all ? family !== 'hidden' : family === 'barrier'));
}
