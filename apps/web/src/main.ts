import { configurationFromEnvironment, SentenceError, stopWithSentence, type Configuration } from '#libs/platform';
import { configureWeb } from './configure-web.js';
import { keepWatching } from './operations/watching.js';

try {
  await serve(configurationFromEnvironment());
} catch (error) {
  stopWithSentence(error);
}

async function serve({ databaseUrl, ...configuration }: Configuration): Promise<void> {
  if (!databaseUrl)
    throw new SentenceError('DATABASE_URL is niet ingevuld. Start het hele product met "npm start", of vul DATABASE_URL in.');
  const app = await configureWeb({ ...configuration, databaseUrl });
  app.enableShutdownHooks();
  const stopWatching = keepWatching(app);
  // Before the database is let go.
  app.getHttpAdapter().getInstance().addHook('onClose', stopWatching);
  // The demo has accounts with a known password: it is for this machine only.
  await app.listen(configuration.port, configuration.demo ? '127.0.0.1' : '0.0.0.0');
  process.send?.('ready');
  process.once('disconnect', () => void app.close().then(() => process.exit(0)));
}
