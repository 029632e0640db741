import type { FileSuggestion, Others } from '#libs/insight';
import { Catalogue, STANDARD_CATALOGUE } from '#libs/interventions';
import { OFFICE_TRAITS, traitOf } from '#libs/profiles';
import { isFull, situationsOf, weighing, type Beside } from './weighing.page.js';

const nothing: Beside = { others: new Map(), standings: new Map(), wanted: new Set() };
const aSuggestion = (change: Partial<FileSuggestion> = {}): FileSuggestion => ({
  id: '0198c2f0-0000-7000-8000-000000000001',
  intervention: 'CV_WORKSHOP',
  stance: 'suggest',
  rank: 1,
  fromWish: false,
  evidence: { for: [{ rule: 'ready-for-cv' }], against: [] },
  madeAt: '2026-11-01T09:00:00Z',
  confirmedAt: '2026-11-01T09:00:00Z',
  withdrawnAt: null,
  withdrawnReason: null,
  decision: null,
  undone: null,
  putOff: null,
  share: null,
  response: null,
  objections: [],
  ...change,
});
const others = (found: Others | null): Beside => ({ ...nothing, others: new Map([['CV_WORKSHOP', found]]) });
const words = (beside: Beside, catalogue = STANDARD_CATALOGUE, suggestion = aSuggestion()) => weighing(suggestion, beside, catalogue, 'nl');

describe('beside a suggestion', () => {
  it('stands nothing of what older evidence does not have', () => {
    expect(words(nothing)).toEqual({ sureness: null, notKnown: [], andMore: null, others: null, places: null, isAny: false });
  });

  it('stands how sure it is in words, and no more than three things that are not known', () => {
    const notKnown = ['care.childcare', 'finance.debt', 'health.physical', 'housing.stability', 'mobility.transport'].map((trait) => ({
      trait,
      label: traitOf(trait).label,
      why: 'never' as const,
    }));
    const told = words(nothing, STANDARD_CATALOGUE, aSuggestion({ evidence: { for: [], against: [], sureness: 'thin', notKnown } }));
    expect(told.sureness).toContain('Nog onzeker');
    expect(told.notKnown).toHaveLength(3);
    expect(told.andMore).toBe('en nog 2 dingen');
  });

  it('can be asked what the client can answer: not what an office knows, not again what is asked already, and not what was refused', () => {
    const [{ key: office }] = OFFICE_TRAITS as [(typeof OFFICE_TRAITS)[number]];
    const unknown = (trait: string, why: 'never' | 'refused') => ({ trait, label: traitOf(trait).label, why });
    const tappable = (given: ReturnType<typeof unknown>, wanted: string[] = []) =>
      words(
        { ...nothing, wanted: new Set(wanted) },
        STANDARD_CATALOGUE,
        aSuggestion({ evidence: { for: [], against: [], sureness: 'fair', notKnown: [given] } }),
      ).notKnown[0]?.askLabel;
    expect(tappable(unknown('finance.debt', 'never'))).toBe('Vraag naar: Schulden');
    expect(tappable(unknown('finance.debt', 'refused'))).toBeNull();
    expect(tappable(unknown('finance.debt', 'never'), ['finance.debt'])).toBeNull();
    expect(tappable(unknown(office, 'never'))).toBeNull();
  });

  it('stands what happened to others in counts, never as a chance, always with the caution; nothing of too few, and nothing that would point at them', () => {
    const all = { people: 34, completed: 21, felt: { better: 14, same: 6, worse: 4, notHeard: 10 }, leftForWork: 9 };
    const told = words(others(all)).others;
    expect(told).toBe(
      '34 mensen in deze situatie deden dit eerder. 21 van hen maakten het af. Drie maanden na het begin ging het met 14 beter, met 4 slechter, en met 6 hetzelfde. Van 10 weten we het niet. 9 vonden binnen een jaar werk. Dit is samenhang, geen bewijs.',
    );
    expect(told).not.toMatch(/%|kans|effect|oorzaak/);
    expect(words(others({ people: 12, completed: null, felt: null, leftForWork: null })).others).toBe(
      '12 mensen in deze situatie deden dit eerder. Dit is samenhang, geen bewijs.',
    );
    expect(words(others(null)).others).toBeNull();
  });

  it('is asked only for what waits, each with the rules that speak for it', () => {
    const decided = { decision: 'declined', reasonCode: null, reason: 'x', at: '', by: '', intervention: null } as const;
    expect(
      situationsOf([
        aSuggestion(),
        aSuggestion({ stance: 'advise_against', intervention: 'JOB_MATCHING' }),
        aSuggestion({ intervention: 'LANGUAGE_COURSE', decision: decided }),
        aSuggestion({ intervention: 'HOUSING_HELP', withdrawnAt: '2026-11-01T09:00:00Z' }),
      ]),
    ).toEqual([{ intervention: 'CV_WORKSHOP', rules: ['ready-for-cv'] }]);
  });

  describe('of which there are places', () => {
    const twelve = new Catalogue(STANDARD_CATALOGUE.all.map((type) => (type.code === 'CV_WORKSHOP' ? { ...type, places: 12 } : type)));
    const standing = (taken: number, waiting: number): Beside => ({
      ...nothing,
      standings: new Map([['CV_WORKSHOP', { type: 'CV_WORKSHOP', taken, waiting, longestSince: null }]]),
    });

    it.each([
      [0, 0, 'Er zijn nog 12 plekken vrij, van 12.', false],
      [11, 0, 'Er is nog 1 plek vrij, van 12.', false],
      [12, 0, 'Er is nu geen plek vrij. U kunt de klant op de wachtlijst zetten.', true],
      // A place that came free is for who waits longest.
      [11, 1, 'Er is nu geen plek vrij. U kunt de klant op de wachtlijst zetten. Er wacht 1 klant.', true],
      [14, 3, 'Er is nu geen plek vrij. U kunt de klant op de wachtlijst zetten. Er wachten 3 klanten.', true],
    ])('%i taken and %i waiting says so', (taken, waiting, said, full) => {
      expect(words(standing(taken, waiting), twelve).places).toBe(said);
      expect(isFull('CV_WORKSHOP', standing(taken, waiting), twelve)).toBe(full);
    });

    it('says nothing where there is room for everybody', () => {
      expect(words(standing(300, 0)).places).toBeNull();
      expect(isFull('CV_WORKSHOP', standing(300, 0), STANDARD_CATALOGUE)).toBe(false);
    });
  });
});
