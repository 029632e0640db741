import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.js';
import { CONFIGURATION } from './configuration.js';
import { databaseOptions } from './database.js';
import { PlatformHealth } from './platform-health.js';
import type { Configuration } from './settings.js';

/** Global: the configuration, the database, the queue and the clock. */
@Module({})
export class PlatformModule {
  static with(configuration: Configuration & { databaseUrl: string }, clock: Clock = new Clock(), poolSize = 10): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({ ...databaseOptions(configuration.databaseUrl, { poolSize }), autoLoadEntities: true, retryAttempts: 0 }),
      ],
      providers: [{ provide: CONFIGURATION, useValue: configuration }, { provide: Clock, useValue: clock }, PlatformHealth],
      exports: [CONFIGURATION, Clock, PlatformHealth],
    };
  }
}
