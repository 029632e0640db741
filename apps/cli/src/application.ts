import { createLog, NestLog, PlatformModule } from '#libs/platform';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { withDatabase, type ConfigurationWithDatabase } from './database.js';

/** Runs a story on the real services, without a web server: `app.get(StaffService)`. */
export async function withApplication<T>(
  modules: Type[],
  story: (app: INestApplicationContext, configuration: ConfigurationWithDatabase) => Promise<T>,
): Promise<T> {
  return withDatabase(async (configuration) => {
    @Module({ imports: [PlatformModule.with(configuration), ...modules] })
    class CommandModule {}
    // A terminal is no log file: only what is wrong is worth a line beside the command's own words.
    const logger = new NestLog(createLog(configuration.logLevel === 'info' ? 'warn' : configuration.logLevel, 'cli'));
    const app = await NestFactory.createApplicationContext(CommandModule, { logger, abortOnError: false });
    try {
      return await story(app, configuration);
    } finally {
      await app.close();
    }
  });
}
