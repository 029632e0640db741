import { ConfigurationError, readConfiguration, type Environment } from '#libs/platform';

/** The least with which the product runs for real. */
export const PRODUCTION: Environment = {
  DEMO: 'off',
  DATABASE_URL: 'postgres://werkplein:geheim@db:5432/werkplein',
  PUBLIC_URL: 'https://checkin.voorbeeldgemeente.nl/',
  SESSION_SECRET: 'q8Zr2Lw5Xc9Vb1Nm4Kj7Hg3Fd6Sa0PoiU',
};

/** Which settings are refused; none when the product would start with them. */
export function problemsOf(environment: Environment): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ setting }) => setting);
    throw error;
  }
}
