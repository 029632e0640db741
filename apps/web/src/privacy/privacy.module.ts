import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { PeopleModule } from '#libs/people';
import { SharingModule } from '#libs/sharing';
import { ObjectionsController } from './objections.controller.js';
import { PrivacyController } from './privacy.controller.js';

@Module({ imports: [InsightModule, PeopleModule, SharingModule], controllers: [ObjectionsController, PrivacyController] })
export class PrivacyModule {}
