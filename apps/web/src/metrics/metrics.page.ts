import { ALARM_KINDS, expositionOf, type Alarm, type LastDay, type Metric, type ProviderShare, type Waiting } from '#libs/operations';

export interface Measured {
  waiting: Waiting;
  lastDay: LastDay;
  alarms: readonly Pick<Alarm, 'kind'>[];
  providers: readonly ProviderShare[];
}

/** The figures of sending in Prometheus' words. What was not measured is not there: a ratio of nothing is no ratio. */
export function metricsPage({ waiting, lastDay, alarms, providers }: Measured): string {
  return expositionOf([
    gauge('werkplein_up', 'The web application answers and can read its database.', [{ value: 1 }]),
    gauge('werkplein_due_messages', 'Messages whose time has come and that nothing holds.', [{ value: waiting.messages }]),
    gauge('werkplein_oldest_due_seconds', 'How long the oldest of those waits; 0 when none does.', [{ value: waiting.oldestSeconds ?? 0 }]),
    gauge('werkplein_due_rounds', 'Enrolments of which a round is due today.', [{ value: waiting.rounds }]),
    gauge(
      'werkplein_held_messages',
      'Messages that wait, by what holds them.',
      waiting.held.map(({ reason, messages }) => ({ labels: { reason }, value: messages })),
    ),
    gauge('werkplein_messages_24h', 'Messages tried or let go in the last 24 hours, by what became of them.', [
      ...summed(lastDay.messages, ({ channel, status }) => ({ channel, status })),
    ]),
    gauge('werkplein_failed_24h', 'Messages of the last 24 hours that did not arrive or were let go, by reason.', [
      ...summed(
        lastDay.messages.filter(({ reason }) => reason !== null),
        ({ channel, reason }) => ({ channel, reason: String(reason) }),
      ),
    ]),
    gauge(
      'werkplein_handed_over_within_10s_ratio',
      'Of what left or had to leave in the last 24 hours, the part that a provider had within 10 seconds.',
      lastDay.promptness
        .filter(({ total }) => total > 0)
        .map(({ channel, within, total }) => ({ labels: { channel }, value: within / total })),
    ),
    gauge(
      'werkplein_alarm',
      'Alarms that stand, by kind.',
      ALARM_KINDS.map((kind) => ({ labels: { kind }, value: alarms.filter((alarm) => alarm.kind === kind).length })),
    ),
    gauge(
      'werkplein_provider_share',
      'The part of its channel that a provider gets, from 0 to 1.',
      providers.map(({ channel, provider, share }) => ({ labels: { channel, provider }, value: share / 100 })),
    ),
    gauge(
      'werkplein_heartbeat_age_seconds',
      'Since when a kind of process has not said that it is alive.',
      waiting.heartbeats.map(({ process, seconds }) => ({ labels: { process }, value: seconds })),
    ),
  ]);
}

function gauge(name: string, help: string, samples: Metric['samples']): Metric {
  return { name, help, samples };
}

function summed<Row extends { messages: number }>(rows: readonly Row[], labelsOf: (row: Row) => Record<string, string>): Metric['samples'] {
  return [...Map.groupBy(rows, (row) => JSON.stringify(labelsOf(row)))].map(([labels, group]) => ({
    labels: JSON.parse(labels) as Record<string, string>,
    value: group.reduce((sum, { messages }) => sum + messages, 0),
  }));
}
