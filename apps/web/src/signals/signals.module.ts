import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { InsightModule } from '#libs/insight';
import { PeopleModule } from '#libs/people';
import { SignalsController } from './signals.controller.js';

@Module({ imports: [InboxModule, InsightModule, PeopleModule], controllers: [SignalsController] })
export class SignalsModule {}
