import { Module, type DynamicModule } from '@nestjs/common';
import { BouncesService } from './bounces.service.js';
import { ControlController } from './control.controller.js';
import { Faults } from './faults.js';
import { MailAnswersService } from './mail-answers.service.js';
import { MailServer } from './mail-server.js';
import { OPTIONS, type SimulatorOptions } from './options.js';
import { PagesController } from './pages.controller.js';
import { Patience } from './patience.js';
import { Traffic } from './traffic.js';
import { TwilioApi } from './twilio-api.js';
import { WebhooksService } from './webhooks.service.js';

/** A telephone company and a post office in a box. */
@Module({})
export class SimulatorModule {
  static with(options: SimulatorOptions): DynamicModule {
    return {
      module: SimulatorModule,
      controllers: [ControlController, PagesController],
      providers: [
        { provide: OPTIONS, useValue: options },
        Traffic,
        Faults,
        Patience,
        WebhooksService,
        BouncesService,
        MailServer,
        MailAnswersService,
        TwilioApi,
      ],
    };
  }
}
