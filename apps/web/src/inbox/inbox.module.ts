import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { InsightModule } from '#libs/insight';
import { ClientFileModule } from '../client-file/client-file.module.js';
import { DeputiesController } from './deputies.controller.js';
import { InboxController } from './inbox.controller.js';

@Module({ imports: [InboxModule, InsightModule, ClientFileModule], controllers: [InboxController, DeputiesController] })
export class InboxScreenModule {}
