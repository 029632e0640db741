import { configurationFromEnvironment, SentenceError, simulatorSmtpPort, stopWithSentence, type Configuration } from '#libs/platform';
import { startSimulator } from './simulator.js';

try {
  await simulate(configurationFromEnvironment());
} catch (error) {
  stopWithSentence(error);
}

async function simulate({ demo, twilio, twilio2, mailIn, publicUrl, simulatorPort, logLevel }: Configuration): Promise<void> {
  if (!demo || !twilio)
    throw new SentenceError('DEMO staat uit: de simulator draait alleen in de demo. Zet DEMO op "on" of start de simulator niet.');
  const smtpPort = simulatorSmtpPort(simulatorPort);
  const { accountSid, authToken } = twilio;
  const simulator = await startSimulator(
    { port: simulatorPort, smtpPort, publicUrl, accountSid, authToken, second: twilio2, mailInPort: mailIn?.port ?? null },
    logLevel,
  ).catch((error: unknown) =>
    stopWithSentence(error, { [simulatorPort]: 'SIMULATOR_PORT', [smtpPort]: 'SIMULATOR_PORT (e-mail komt binnen op de poort erna)' }),
  );
  const stop = () => void simulator.close().finally(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  process.send?.('ready');
}
