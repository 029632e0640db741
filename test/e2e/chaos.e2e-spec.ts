import { chaos, type ChaosReport } from '../bench/chaos.js';

/** The short version of `npm run bench -- chaos`. */
describe('while workers are killed, the database restarts, and the provider keeps silent and tells everything twice', () => {
  let report: ChaosReport;
  beforeAll(async () => {
    report = await chaos({ messages: 150, kills: 3, restarts: 1, silentEvery: 25, latencyMs: 300, deafEvery: 2, seconds: 12 });
  }, 240_000);

  it('really takes the blows', () => {
    expect({ kills: report.kills, restarts: report.restarts, messages: report.messages }).toEqual({ kills: 3, restarts: 1, messages: 150 });
  });

  it('nobody gets anything twice', () => {
    expect(report.duplicates).toBe(0);
  });

  it('every message ends: delivered, failed with a reason, or unknown and listed', () => {
    expect(report.lost).toBe(0);
    expect(Object.keys(report.ended)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(queued|sending|sent)$/)]));
  });

  it('and nearly all of them arrived', () => {
    expect(report.ended['delivered']).toBeGreaterThanOrEqual(140);
  });
});
