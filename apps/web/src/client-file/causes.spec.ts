import { FAILURE_REASONS, HOLD_REASONS } from '#libs/messaging';
import { LANGUAGES } from '#libs/platform';
import { causeInWords } from './causes.js';

/** Of rounds that were missed, canceled or not reached, of steps and of tasks: what the libraries write down. */
const OTHERS =
  `no_window asked_recently coach_bound paused worker_stood_still recorded_late superseded nothing_to_ask asked_enough left_audience event_gone plan_ended
  no_benefit deceased found_work no_contact_point invalid_contact_point opted_out not_delivered unanswered half_way undelivered not_reached`.split(
    /\s+/,
  );

describe('why something happened', () => {
  it.each(LANGUAGES)('has a sentence for every cause there is (%s), and says of any other that none was recorded', (language) => {
    const unknown = causeInWords('because', language);
    for (const cause of [...FAILURE_REASONS, ...HOLD_REASONS, ...OTHERS]) expect(causeInWords(cause, language)).not.toBe(unknown);
    expect(causeInWords(null, language)).toBeNull();
  });
});
