import { pino } from 'pino';
import { CENSORED_PATHS } from './log.js';

describe('the log', () => {
  it('censors what might be personal, even when somebody logs it by mistake', () => {
    const lines: string[] = [];
    const log = pino({ redact: { paths: CENSORED_PATHS, censor: '[weggelaten]' } }, { write: (line: string) => void lines.push(line) });
    log.info({ to: '+31612345678', message: { body: 'geheim', address: 'a@b.nl' }, token: 'abc', req: { url: '/c/abc' } }, 'sent');
    expect(lines[0]).not.toMatch(/612345678|geheim|a@b\.nl|abc/);
    expect(lines[0]).toMatch('sent');
  });
});
