import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { PeopleModule } from '#libs/people';
import { PrivacyController } from './privacy.controller.js';

@Module({ imports: [InsightModule, PeopleModule], controllers: [PrivacyController] })
export class PrivacyModule {}
