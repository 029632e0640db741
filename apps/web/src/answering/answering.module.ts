import { Module } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { AnsweringController } from './answering.controller.js';
import { UnknownLinks } from './unknown-links.js';

@Module({ imports: [CheckInsModule], controllers: [AnsweringController], providers: [UnknownLinks] })
export class AnsweringModule {}
