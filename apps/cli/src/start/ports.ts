import { simulatorSmtpPort, type Configuration } from '#libs/platform';
import { createServer } from 'node:net';

/** Which setting chose each port: for the sentence when one is taken. */
export function settingOfPort(configuration: Configuration): Record<number, string> {
  return {
    [configuration.port]: 'PORT',
    ...(configuration.demo && {
      [configuration.simulatorPort]: 'SIMULATOR_PORT',
      [simulatorSmtpPort(configuration.simulatorPort)]: 'SIMULATOR_PORT (de mail van de simulator luistert op het nummer erna)',
    }),
    ...(configuration.mailIn && { [configuration.mailIn.port]: 'MAIL_IN_PORT' }),
  };
}

/** Finds out before anything is started: a taken port after a minute of seeding would be a cruel surprise. */
export async function findPortsFree(configuration: Configuration): Promise<void> {
  for (const port of Object.keys(settingOfPort(configuration))) await findPortFree(Number(port));
}

async function findPortFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
