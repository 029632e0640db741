import type { Instrument } from './instrument.js';
import { LONELINESS } from './loneliness.js';
import { SELF_RATED_HEALTH } from './self-rated-health.js';

/** Questionnaires of others that an administrator may take up as a draft, some only with a pack of words that the office has a licence for. */
export const INSTRUMENTS: readonly Instrument[] = [
  {
    key: 'djg6',
    title: { nl: 'Eenzaamheid (De Jong Gierveld, 6 vragen)', en: 'Loneliness (De Jong Gierveld, 6 items)' },
    words: 'here',
    definition: LONELINESS,
  },
  {
    key: 'ehis-health',
    title: { nl: 'Ervaren gezondheid (EHIS, 1 vraag)', en: 'Self-rated health (EHIS, 1 item)' },
    words: 'here',
    definition: SELF_RATED_HEALTH,
  },
  {
    key: 'phq4',
    title: { nl: 'PHQ-4 (4 vragen)', en: 'PHQ-4 (4 items)' },
    words: 'needs-text-pack',
    shape: {
      instrument: 'phq4',
      trait: 'mental.distress',
      module: 'mental_health',
      items: 4,
      optionValues: [0, 1, 2, 3],
      citation:
        'Kroenke, K., Spitzer, R. L., Williams, J. B. W., & Löwe, B. (2009). An ultra-brief screening scale: the PHQ-4. Psychosomatics, 50(6), 613-621.',
      licenceNotice: {
        nl: 'De makers laten gebruik en vertaling vrij. Gebruik alleen de officiële tekst. Het is geen diagnose: alleen een reden om te praten.',
        en: 'Its makers leave use and translation free. Use the official text only. It is no diagnosis: only a reason to talk.',
      },
    },
  },
  {
    key: 'who5',
    title: { nl: 'WHO-5 (5 vragen)', en: 'WHO-5 (5 items)' },
    words: 'needs-text-pack',
    shape: {
      instrument: 'who5',
      trait: 'wellbeing.who5',
      module: 'mental_health',
      items: 5,
      optionValues: [5, 4, 3, 2, 1, 0],
      citation:
        'World Health Organization. (1998). Wellbeing measures in primary health care: the DepCare project. Copenhagen: WHO Regional Office for Europe.',
      licenceNotice: {
        nl: 'Deze tekst is van de WHO, met een licentie voor niet-commercieel gebruik (CC BY-NC-SA 3.0 IGO). Uw organisatie moet zelf nagaan of zij de tekst mag gebruiken. Een eigen vertaling mag alleen als erbij staat dat die niet van de WHO is.',
        en: 'These words belong to the WHO, under a licence for non-commercial use (CC BY-NC-SA 3.0 IGO). Your organisation has to find out whether it may use them. A translation of your own must say that it is not by the WHO.',
      },
    },
  },
];

export function instrumentOf(key: string): Instrument | undefined {
  return INSTRUMENTS.find((instrument) => instrument.key === key);
}
