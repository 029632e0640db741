import { FAILURE_REASONS, lessonAboutAddress } from './failure.js';

describe('what a failure teaches about an address', () => {
  it('calls an address invalid only when it can never work', () => {
    expect(FAILURE_REASONS.filter((reason) => lessonAboutAddress(reason) === 'invalid')).toEqual([
      'invalid_number',
      'landline',
      'hard_bounce',
    ]);
  });

  it('takes the word of the operator that somebody opted out', () => {
    expect(FAILURE_REASONS.filter((reason) => lessonAboutAddress(reason) === 'opted_out')).toEqual(['opted_out']);
  });

  it('learns nothing from a message that did not fail', () => {
    expect(lessonAboutAddress(null)).toBeNull();
  });
});
