import fc from 'fast-check';
import { planReceipts } from './receipt-plan.js';

const faults = { undelivered: null, doubled: false, reversed: false, shuffled: null, missing: false };
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
  it('come in any order, each once or twice, when asked', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
        const told = statuses(planReceipts({ ...faults, shuffled: () => chances.next().value as number }));
        expect([...new Set(told)].toSorted()).toEqual(['delivered', 'queued', 'sent']);
        for (const status of told) expect(told.filter((other) => other === status).length).toBeLessThanOrEqual(2);
      }),
    );
    const chances = [0.1, 0.9, 0.9, 0.5, 0.4, 0.3, 0.2];
    expect(statuses(planReceipts({ ...faults, shuffled: () => chances.shift()! }))).toEqual(['delivered', 'sent', 'queued', 'queued']);
  });
  it('do not come when asked', () => {
    expect(planReceipts({ ...faults, missing: true })).toEqual([]);
  });
});
