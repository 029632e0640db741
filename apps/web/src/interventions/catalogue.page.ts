import type { OfferStanding } from '#libs/insight';
import type { Catalogue, InterventionType } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';

export const CATALOGUE_DONE = ['toegevoegd', 'gewijzigd'] as const;
export type CatalogueDone = (typeof CATALOGUE_DONE)[number];

/** Exactly what the list of the catalogue prints, for administrators: what is offered, and what no more. */
export function cataloguePage(catalogue: Catalogue, standings: ReadonlyMap<string, OfferStanding>, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.list.${key}`, values);
  const groups = [
    { key: 'barrier_first', types: catalogue.offered.filter(({ approach }) => approach === 'barrier_first') },
    { key: 'work_first', types: catalogue.offered.filter(({ approach }) => approach === 'work_first') },
    { key: 'not-offered', types: catalogue.all.filter(({ isOffered }) => !isOffered) },
  ];
  return {
    lead: say('lead', { count: catalogue.offered.length }),
    groups: groups
      .filter(({ types }) => types.length > 0)
      .map(({ key, types }) => ({
        key,
        title: say(`group.${key}`),
        rows: types.map((type) => row(type, standings.get(type.code), language)),
      })),
  };
}

function row(type: InterventionType, standing: OfferStanding | undefined, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.list.${key}`, values);
  return {
    href: `/beheer/aanbod/${type.code}`,
    name: type.name[language],
    summary: type.summary[language],
    notForRules: type.suggestible ? null : say('not-for-rules'),
    facts: [
      { label: texts.text(language, 'interventions.fact.provider'), value: type.provider ?? say('by-coach') },
      { label: texts.text(language, 'interventions.fact.places'), value: placesInWords(type, standing ?? NOBODY, language) },
    ],
  };
}

/** Of what nobody is in, and nobody waits for. */
export const NOBODY = { taken: 0, waiting: 0 };

/**
 * `9 van de 12 bezet, 4 wachten`; without a standing only how many there are. Of what has no bound only that: how many follow it is nobody's to read
 * off a list.
 */
export function placesInWords(
  { places }: InterventionType,
  standing: Pick<OfferStanding, 'taken' | 'waiting'> | undefined,
  language: Language,
): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.places.${key}`, values);
  if (places === null) return say('unbounded');
  if (!standing) return say('count', { count: places });
  const { taken, waiting } = standing;
  const stand = say('taken', { taken, places });
  return waiting === 0 ? stand : say('taken-and-waiting', { stand, count: waiting });
}
