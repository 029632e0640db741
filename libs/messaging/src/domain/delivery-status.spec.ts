import fc from 'fast-check';
import { better, isSame, type Delivery, type MessageStatus } from './delivery-status.js';
import { FAILURE_REASONS } from './failure.js';

const deliveries = fc.record<Delivery>({
  status: fc.constantFrom<MessageStatus>('sending', 'unknown', 'sent', 'failed', 'undelivered', 'delivered'),
  failureReason: fc.option(fc.constantFrom(...FAILURE_REASONS)),
  errorCode: fc.option(fc.constantFrom('30003', '30005', '21610')),
});
const sending: Delivery = { status: 'sending', failureReason: null, errorCode: null };

describe('the status of a message after its receipts', () => {
  it('is the same in whatever order they come and however often', () => {
    const withAnotherOrder = fc
      .array(deliveries, { minLength: 1, maxLength: 6 })
      .chain((receipts) =>
        fc.tuple(
          fc.constant(receipts),
          fc.shuffledSubarray([...receipts, ...receipts], { minLength: receipts.length }),
          fc.shuffledSubarray(receipts, { minLength: receipts.length }),
        ),
      );
    fc.assert(
      fc.property(withAnotherOrder, ([receipts, some, all]) => {
        expect([...some, ...all].reduce(better, sending)).toEqual(receipts.reduce(better, sending));
      }),
    );
  });

  it('never goes back', () => {
    fc.assert(fc.property(deliveries, deliveries, (now, receipt) => isSame(better(better(now, receipt), now), better(now, receipt))));
  });

  it.each<[MessageStatus, MessageStatus, MessageStatus]>([
    ['delivered', 'sent', 'delivered'],
    ['delivered', 'undelivered', 'delivered'],
    ['undelivered', 'delivered', 'delivered'],
    ['unknown', 'sent', 'sent'],
    ['unknown', 'undelivered', 'undelivered'],
    ['queued', 'sent', 'sent'],
    ['canceled', 'delivered', 'delivered'],
  ])('%s, then a receipt says %s: it is %s', (before, receipt, after) => {
    expect(better({ ...sending, status: before }, { ...sending, status: receipt }).status).toBe(after);
  });
});
