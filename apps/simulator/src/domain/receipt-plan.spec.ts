import { planReceipts } from './receipt-plan.js';

const faults = { undelivered: null, doubled: false, reversed: false, missing: false };
const statuses = (plan: ReturnType<typeof planReceipts>) => plan.map(({ status }) => status);

describe('the status callbacks of a message', () => {
  it('tell its story in order', () => {
    expect(statuses(planReceipts(faults))).toEqual(['queued', 'sent', 'delivered']);
  });
  it('say why it did not arrive', () => {
    expect(planReceipts({ ...faults, undelivered: '30003' }).at(-1)).toEqual({ status: 'undelivered', errorCode: '30003' });
  });
  it('come twice and backwards when asked', () => {
    expect(statuses(planReceipts({ ...faults, doubled: true, reversed: true }))).toEqual([
      'delivered',
      'delivered',
      'sent',
      'sent',
      'queued',
      'queued',
    ]);
  });
  it('do not come when asked', () => {
    expect(planReceipts({ ...faults, missing: true })).toEqual([]);
  });
});
