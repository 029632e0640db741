import { readConfiguration, type Configuration } from './settings.js';

/** The injection token of the configuration; its value is a plain `Configuration`. */
export const CONFIGURATION = Symbol('CONFIGURATION');

/** The one place of the product that reads the process environment (a test proves it). */
export function configurationFromEnvironment(): Configuration {
  return readConfiguration(process.env);
}
