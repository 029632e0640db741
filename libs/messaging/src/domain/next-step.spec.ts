import fc from 'fast-check';
import { MAX_ATTEMPTS, nextStep } from './next-step.js';
import type { Outcome } from './outcome.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const refused = (permanent: boolean): Outcome => ({ kind: 'refused', reason: 'rate_limited', code: '20429', permanent });
const secondsUntil = (instant: Temporal.Instant | null) => instant?.since(now).total('seconds');

describe('after an attempt', () => {
  it('that was accepted, the message is sent', () => {
    expect(nextStep({ kind: 'accepted', providerMessageId: 'SM1' }, 1, now, 0.5)).toEqual({
      status: 'sent',
      failureReason: null,
      errorCode: null,
      providerMessageId: 'SM1',
      retryAt: null,
      holdReason: null,
    });
  });

  it('that nobody answered, the message is unknown and is not tried again', () => {
    expect(nextStep({ kind: 'unknown', reason: 'timed_out', code: null }, 1, now, 0.5)).toMatchObject({ status: 'unknown', retryAt: null });
  });

  it('that was refused for good, the message has failed', () => {
    expect(nextStep(refused(true), 1, now, 0.5)).toMatchObject({
      status: 'failed',
      failureReason: 'rate_limited',
      errorCode: '20429',
      retryAt: null,
    });
  });

  it('that surely did not leave, the message waits longer every time, and at last has failed', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => secondsUntil(nextStep(refused(false), index + 1, now, 1).retryAt));
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, undefined]);
    expect(nextStep(refused(false), 1, now, 1)).toMatchObject({ status: 'queued', holdReason: 'provider_down' });
    expect(nextStep(refused(false), MAX_ATTEMPTS, now, 1)).toMatchObject({ status: 'failed', holdReason: null });
  });

  it('messages that were refused together do not come back together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_ATTEMPTS - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const wait = secondsUntil(nextStep(refused(false), attempts, now, chance).retryAt) ?? 0;
        const longest = secondsUntil(nextStep(refused(false), attempts, now, 1).retryAt) ?? 0;
        expect(wait).toBeGreaterThanOrEqual(longest / 2 - 0.001);
        expect(wait).toBeLessThanOrEqual(longest);
      }),
    );
  });
});
