import { Module } from '@nestjs/common';
import { MessagingModule } from '#libs/messaging';
import { UnsubscribingController } from './unsubscribing.controller.js';

@Module({ imports: [MessagingModule], controllers: [UnsubscribingController] })
export class UnsubscribingModule {}
