import type { NewObservation, ObservationChannel, ObservationMode } from '#libs/profiles';
import { itemOf, observedBy, type QuestionnaireDefinition } from '#libs/questionnaires';
import type { GivenAnswer } from './answers.js';
import type { CheckIn } from './check-in.js';
import { scoresOf } from './domain/scores.js';

/** An answer with when it was given: that is when it was so. */
export type DatedAnswer = GivenAnswer & { answeredAt: Temporal.Instant };

type Heading = Pick<CheckIn, 'id' | 'clientId' | 'versionId'>;

/** What answers say of traits. */
export function observationsOf(
  definition: QuestionnaireDefinition,
  checkIn: Heading,
  answers: readonly DatedAnswer[],
  now: Temporal.Instant,
): NewObservation[] {
  return answers.flatMap((answer) => {
    const item = itemOf(definition, answer.item);
    const told = item && observedBy(item, answer);
    return told ? [{ ...told, ...headingOf(checkIn, answer, now), source: 'self_report', mode: modeOf(answer.channel) }] : [];
  });
}

/** What the scores over all answers of a check-in say: computed, as old as the last answer that counts for it. */
export function scoresObserved(
  definition: QuestionnaireDefinition,
  checkIn: Heading,
  answers: readonly DatedAnswer[],
  now: Temporal.Instant,
): NewObservation[] {
  return scoresOf(definition, new Map(answers.map((answer) => [answer.item, answer]))).map(({ trait, state, value, items }) => {
    const ofScore = answers.filter(({ item }) => items.includes(item));
    const last = ofScore.reduce((one, other) => (Temporal.Instant.compare(other.answeredAt, one.answeredAt) > 0 ? other : one));
    return { trait, state, value, ...headingOf(checkIn, last, now), source: 'derived', mode: 'computed' };
  });
}

function headingOf({ id, clientId, versionId }: Heading, { channel, language, helpedBy, answeredAt }: DatedAnswer, now: Temporal.Instant) {
  return {
    clientId,
    observedAt: answeredAt,
    recordedAt: now,
    channel,
    questionnaireVersionId: versionId,
    checkInId: id,
    language,
    helpedBy,
  };
}

/** Who is called or sits with a coach is asked; everybody else fills in. */
function modeOf(channel: ObservationChannel): ObservationMode {
  return channel === 'phone' || channel === 'face_to_face' ? 'interview' : 'self';
}
