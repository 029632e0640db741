import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { deliveryReport, type Undeliverable } from './domain/delivery-report.js';
import { handOver } from './hand-over.js';
import { OPTIONS, type SimulatorOptions } from './options.js';

/** Sends e-mail back that could not be delivered after all, as a mail server does: to the sender on the envelope, from nobody. */
@Injectable()
export class BouncesService implements OnApplicationShutdown {
  private readonly log = new Logger(BouncesService.name);
  private readonly underWay = new Set<Promise<void>>();

  constructor(@Inject(OPTIONS) private readonly options: SimulatorOptions) {}

  /** In the background: the mail was taken, and only later it turns out that it cannot be delivered. */
  sendBack(mail: Undeliverable): void {
    const bounce = this.send(mail).catch((error: unknown) => this.log.warn(`a bounce could not be handed over: ${String(error)}`));
    this.underWay.add(bounce);
    void bounce.finally(() => this.underWay.delete(bounce));
  }

  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private async send(mail: Undeliverable): Promise<void> {
    const { mailInPort } = this.options;
    const port = typeof mailInPort === 'function' ? mailInPort() : mailInPort;
    if (!port || !mail.sender) return;
    await handOver(port, { sender: '', recipient: mail.sender, mail: deliveryReport(mail) });
  }
}
