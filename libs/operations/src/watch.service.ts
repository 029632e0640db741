import { Inject, Injectable, Logger } from '@nestjs/common';
import { Channels } from '#libs/messaging';
import { CONFIGURATION, DEFAULT_LANGUAGE, type Configuration } from '#libs/platform';
import { DataSource } from 'typeorm';
import { alarmMail } from './alarm-texts.js';
import { AlarmsService, type Alarm } from './alarms.service.js';
import { expectations } from './domain/expectations.js';
import { watchFacts } from './watch-facts.js';

/** Where an administrator reads more. */
export const SENDING_PAGE = '/beheer/verzending';

export type Watcher = 'worker' | 'web';

/** Compares what should have gone out with what did, and says so aloud: nothing is ever silently not sent. */
@Injectable()
export class WatchService {
  private readonly log = new Logger(WatchService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly alarms: AlarmsService,
    private readonly channels: Channels,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Says that this process is alive, looks, and raises and ends alarms accordingly. New ones are logged and mailed to ALARM_EMAIL: past the
   * outbox, which may be what is broken. A mail that fails is tried again at the next look. May be called by every process, as often as you like.
   * @returns how many alarms began and ended
   */
  async look(now: Temporal.Instant, watcher: Watcher): Promise<{ raised: number; cleared: number }> {
    await this.beat(now, watcher);
    const expected = expectations(
      await watchFacts(this.dataSource, { configuration: this.configuration, channels: this.channels }, now),
      now,
    );
    const { raised, cleared } = await this.dataSource.transaction((tx) => this.alarms.settle(tx, expected, now));
    if (raised.length > 0) {
      const began = new Set(raised);
      for (const alarm of await this.alarms.standing()) if (began.has(alarm.id)) this.log.error(`alarm raised: ${inLog(alarm)}`);
    }
    if (cleared.length > 0) this.log.warn(`alarms that are over: ${cleared.length}`);
    await this.tell(now);
    return { raised: raised.length, cleared: cleared.length };
  }

  private async beat(now: Temporal.Instant, watcher: Watcher): Promise<void> {
    await this.dataSource.query(
      `insert into heartbeat (process, since, at) values ($1, $2, $2)
           on conflict (process) do update set at = greatest(heartbeat.at, excluded.at)`,
      [watcher, now],
    );
  }

  private async tell(now: Temporal.Instant): Promise<void> {
    const { alarmEmail, publicUrl } = this.configuration;
    if (!alarmEmail || !this.channels.configured.includes('email')) return;
    const alarms = await this.alarms.claimForMail(now);
    const [first] = alarms;
    if (!first) return;
    const outcome = await this.channels
      .of('email')
      .send({ messageId: first.id, to: alarmEmail, ...alarmMail(alarms, `${publicUrl}${SENDING_PAGE}`, DEFAULT_LANGUAGE) });
    // Nobody knows whether it left: a second mail every minute would help nobody.
    if (outcome.kind === 'refused') this.log.error(`alarms could not be mailed: ${outcome.reason}`);
    else await this.alarms.noteMailed(alarms, now);
  }
}

/** Which alarm, without a word that a person typed. */
function inLog({ kind, planId, channel, about, detail }: Alarm): string {
  return [kind, channel, about, planId && `plan ${planId}`, JSON.stringify(detail)].filter(Boolean).join(' ');
}
