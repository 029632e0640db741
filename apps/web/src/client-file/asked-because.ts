import { wordingIn, type Language } from '#libs/platform';
import { itemOf, type QuestionnaireDefinition, type Reason } from '#libs/questionnaires';
import { texts } from '../http/views.js';

/** Why a question was asked in a check-in, in a sentence; null for check-ins from before it was kept. */
export function askedBecause(
  reason: Reason | undefined,
  definition: QuestionnaireDefinition | undefined,
  language: Language,
): string | null {
  if (!reason) return null;
  const say = (key: string, values: Record<string, unknown> = {}) => texts.text(language, `client-file.answers.because.${key}`, values);
  switch (reason.kind) {
    case 'never':
      return say('never');
    case 'stale':
      return say('stale', { count: reason.days });
    case 'uncertain':
      return say(`uncertain-${reason.because}`);
    case 'changing':
      return say(`changing-${reason.direction}`);
    case 'wanted':
      return say(`wanted-${reason.by}`);
    case 'follows': {
      const leader = definition && itemOf(definition, reason.item);
      return say('follows', { question: leader ? wordingIn(leader.wording, language) : reason.item });
    }
  }
}
