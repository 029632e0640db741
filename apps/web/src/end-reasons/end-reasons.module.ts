import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { EndReasonsController } from './end-reasons.controller.js';

@Module({ imports: [PeopleModule], controllers: [EndReasonsController] })
export class EndReasonsModule {}
