import { readConfiguration, type Configuration } from './settings.js';

/** The injection token of the configuration; its value is a plain `Configuration`. */
export const CONFIGURATION = Symbol('CONFIGURATION');

/** The one place of the product that reads the process environment (a test proves it). */
export function configurationFromEnvironment(): Configuration {
  return readConfiguration(process.env);
}

/** The environment for a process of the product that shares this configuration and this database. */
export function environmentFor(configuration: Configuration, databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl, DEMO: configuration.demo ? 'on' : 'off' };
}
