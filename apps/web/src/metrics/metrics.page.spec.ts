import { metricsPage, type Measured } from './metrics.page.js';

const nothing: Measured = {
  waiting: { messages: 0, oldestSeconds: null, rounds: 0, held: [], heartbeats: [] },
  lastDay: { messages: [], promptness: [] },
  alarms: [],
  providers: [],
};
const linesOf = (measured: Partial<Measured>) => metricsPage({ ...nothing, ...measured }).split('\n');

describe('the metrics', () => {
  it('of an office that sent nothing say so, and give no ratio', () => {
    const lines = linesOf({});
    expect(lines).toContain('werkplein_up 1');
    expect(lines).toContain('werkplein_due_messages 0');
    expect(lines).toContain('werkplein_oldest_due_seconds 0');
    expect(lines).toContain('werkplein_alarm{kind="worker_silent"} 0');
    expect(lines.filter((line) => /ratio|messages_24h|heartbeat/.test(line))).toEqual([]);
  });

  it('count what waits, what became of the last day, and who carries it', () => {
    const lines = linesOf({
      waiting: {
        messages: 12,
        oldestSeconds: 75,
        rounds: 3,
        held: [{ reason: 'budget_used', messages: 4 }],
        heartbeats: [{ process: 'worker', seconds: 20 }],
      },
      lastDay: {
        messages: [
          { channel: 'sms', status: 'delivered', reason: null, messages: 90 },
          { channel: 'sms', status: 'failed', reason: 'invalid_number', messages: 2 },
          { channel: 'sms', status: 'failed', reason: 'landline', messages: 3 },
          { channel: 'sms', status: 'canceled', reason: 'landline', messages: 1 },
        ],
        promptness: [
          { channel: 'sms', within: 95, total: 100 },
          { channel: 'email', within: 0, total: 0 },
        ],
      },
      alarms: [{ kind: 'nothing_sent' }, { kind: 'nothing_sent' }],
      providers: [{ channel: 'sms', provider: 'twilio', share: 95, since: null }],
    });
    for (const line of [
      'werkplein_due_messages 12',
      'werkplein_oldest_due_seconds 75',
      'werkplein_due_rounds 3',
      'werkplein_held_messages{reason="budget_used"} 4',
      'werkplein_messages_24h{channel="sms",status="failed"} 5',
      'werkplein_failed_24h{channel="sms",reason="landline"} 4',
      'werkplein_handed_over_within_10s_ratio{channel="sms"} 0.95',
      'werkplein_alarm{kind="nothing_sent"} 2',
      'werkplein_provider_share{channel="sms",provider="twilio"} 0.95',
      'werkplein_heartbeat_age_seconds{process="worker"} 20',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => line.startsWith('werkplein_handed_over_within_10s_ratio'))).toHaveLength(1);
  });
});
