import { Catalogue, STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, aProfile, compiled, daysAgo, NOW } from '../../../../test/support/rule-profile.js';
import { STANDARD_RULES } from './standard-rules.js';
import { decide, type Circumstances } from './decide.js';
import { evaluate } from './evaluate.js';
import type { Fact } from './profile.js';
import { withdrawals } from './withdrawal.js';

const rules = STANDARD_RULES.map(compiled);
const nothingElse: Circumstances = { interventions: [], setAside: [] };

/** What is withdrawn of all that was suggested on `before`, once `now` is what is known. */
function withdrawn(
  before: Fact[],
  now: Fact[],
  circumstances = nothingElse,
  inForce = rules,
  catalogue = STANDARD_CATALOGUE,
): Record<string, string> {
  const open = decide(evaluate(rules, aProfile(...before), NOW), nothingElse, STANDARD_CATALOGUE, NOW).map((proposal) => ({
    id: `${proposal.stance} ${proposal.intervention}`,
    intervention: proposal.intervention,
    stance: proposal.stance,
    fingerprint: null,
    for: proposal.evidence.for.map(({ rule }) => rule),
    against: proposal.evidence.against.map(({ rule }) => rule),
  }));
  const verdicts = evaluate(inForce, aProfile(...now), NOW);
  return Object.fromEntries(
    withdrawals(open, decide(verdicts, circumstances, catalogue, NOW), verdicts, circumstances, catalogue, NOW).map(({ id, reason }) => [
      id,
      reason.nl,
    ]),
  );
}

describe('a suggestion that no longer holds', () => {
  const debts = [aFact('finance.debt', 1, 30)];
  const confident = [aFact('workability.self', 6, 5), aFact('confidence.work', 2, 5), aFact('literacy.reading_nl', 1, 5)];

  it.each<[string, Fact[], Fact[], Circumstances, Record<string, string>]>([
    ['still holds when nothing changed', debts, debts, nothingElse, {}],
    [
      'says which answer changed',
      debts,
      [...debts, aFact('finance.debt', 2, 1)],
      nothingElse,
      { 'suggest DEBT_COUNSELLING': 'De antwoorden zijn veranderd: schulden "geen schulden" op 31 mei 2026.' },
    ],
    [
      'says that the answer is no longer known',
      debts,
      [...debts, aFact('finance.debt', 'refused', 1)],
      nothingElse,
      { 'suggest DEBT_COUNSELLING': 'De antwoorden hierachter zijn te oud of niet meer bekend.' },
    ],
    [
      'says that it runs',
      debts,
      debts,
      { ...nothingElse, interventions: [{ type: 'DEBT_COUNSELLING', endedAt: null, outcome: null }] },
      { 'suggest DEBT_COUNSELLING': 'Dit loopt nu.' },
    ],
    [
      'says that it ended a short while ago',
      debts,
      debts,
      { ...nothingElse, interventions: [{ type: 'DEBT_COUNSELLING', endedAt: daysAgo(3), outcome: 'completed' }] },
      { 'suggest DEBT_COUNSELLING': 'Dit is kort geleden afgerond.' },
    ],
    [
      'says that there is a reason to wait now',
      confident,
      [...confident, aFact('health.self_rated', 2, 1)],
      nothingElse,
      {
        'suggest CV_WORKSHOP': 'Er is nu een reden om hiermee te wachten.',
        'suggest JOB_APPLICATION_TRAINING': 'Er is nu een reden om hiermee te wachten.',
      },
    ],
    [
      'says that something else fits now, where a conversation was all that was left',
      [aFact('confidence.work', 3, 5)],
      [aFact('confidence.work', 3, 5), aFact('finance.debt', 1, 1)],
      nothingElse,
      { 'suggest COACH_CALL': 'Er is nu iets anders dat past.' },
    ],
    [
      'says that it is offered already',
      debts,
      debts,
      { ...nothingElse, interventions: [{ type: 'DEBT_COUNSELLING', endedAt: null, outcome: null, state: 'waiting' }] },
      { 'suggest DEBT_COUNSELLING': 'Dit is al aangeboden, of de klant wacht op een plek.' },
    ],
  ])('%s', (_, before, now, circumstances, expected) => {
    expect(withdrawn(before, now, circumstances)).toEqual(expected);
  });

  it('says that the reason to wait is gone, the other way round', () => {
    const withBarrier = [...confident, aFact('health.self_rated', 2, 20)];
    expect(withdrawn(withBarrier, [...withBarrier, aFact('health.self_rated', 4, 1)])).toMatchObject({
      'advise_against CV_WORKSHOP': 'De reden om hiermee te wachten is er niet meer.',
      'suggest WORK_CAPACITY_ASSESSMENT': 'De antwoorden zijn veranderd: gezondheid "goed" op 31 mei 2026.',
    });
  });

  it('says that it is not offered any more', () => {
    const catalogue = new Catalogue(STANDARD_CATALOGUE.all.map((type) => ({ ...type, isOffered: type.code !== 'DEBT_COUNSELLING' })));
    expect(withdrawn(debts, debts, nothingElse, rules, catalogue)).toEqual({ 'suggest DEBT_COUNSELLING': 'Dit wordt nu niet aangeboden.' });
  });

  it('says that the rule ended', () => {
    const without = rules.filter(({ definition }) => definition.rule !== 'debts');
    expect(withdrawn(debts, debts, nothingElse, without)).toEqual({ 'suggest DEBT_COUNSELLING': 'De regel hierachter geldt niet meer.' });
  });
});
