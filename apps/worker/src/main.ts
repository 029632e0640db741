import { configurationFromEnvironment, SentenceError, stopWithSentence, type Configuration } from '#libs/platform';
import { setFlagsFromString } from 'node:v8';
import { startWork } from './work.js';

/**
 * A message lives just long enough to grow old, so V8 would let the heap double before it looks again: 340 MB while ten thousand leave,
 * 220 with this, for a tenth more computing.
 */
setFlagsFromString('--heap-growing-percent=40');

try {
  await work(configurationFromEnvironment());
} catch (error) {
  stopWithSentence(error);
}

async function work({ databaseUrl, ...configuration }: Configuration): Promise<void> {
  if (!databaseUrl)
    throw new SentenceError('DATABASE_URL is niet ingevuld. Start het hele product met "npm start", of vul DATABASE_URL in.');
  const working = await startWork({ ...configuration, databaseUrl });
  let stopping: Promise<void> | undefined;
  const stop = () => void (stopping ??= working.stop().then(() => process.exit(0)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.once('disconnect', stop);
  process.send?.('ready');
  await working.ended;
}
