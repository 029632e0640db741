import { Module } from '@nestjs/common';
import { OperationsModule } from '#libs/operations';
import { PeopleModule } from '#libs/people';
import { PausingController } from './pausing.controller.js';
import { SendingController } from './sending.controller.js';
import { SendingScreen } from './sending.screen.js';

@Module({ imports: [OperationsModule, PeopleModule], controllers: [SendingController, PausingController], providers: [SendingScreen] })
export class OperationsScreenModule {}
