import { Module } from '@nestjs/common';

/** What a coach shares with a client, and what the client says about it. */
@Module({})
export class SharingModule {}
