import { scoreOf, type ItemAnswer, type QuestionnaireDefinition } from '#libs/questionnaires';

/** What a score says, to be observed of its trait. */
export interface Scored {
  trait: string;
  state: 'answered' | 'refused' | 'unknown';
  value: number | null;
  /** The items somebody reacted to: it is as old as the last of them. */
  items: string[];
}

/**
 * What the scores of a questionnaire say after a check-in. A score of which nothing was answered or refused says nothing; one that cannot be
 * computed is not known, and refused when every reaction was a refusal: then it is left alone for as long as any other refusal.
 * @param answers to what was asked, by item
 */
export function scoresOf({ scores = [] }: Pick<QuestionnaireDefinition, 'scores'>, answers: ReadonlyMap<string, ItemAnswer>): Scored[] {
  return scores.flatMap((score) => {
    const items = score.items.filter((key) => (answers.get(key)?.state ?? 'skipped') !== 'skipped');
    if (items.length === 0) return [];
    const { state, value } = scoreOf(score, answers);
    const isRefused = items.every((key) => answers.get(key)?.state === 'refused');
    return { trait: score.trait, state: state === 'unknown' && isRefused ? 'refused' : state, value, items };
  });
}
