import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, PROJECT_ROOT } from '#libs/platform';
import { SegmentedMessage } from 'sms-segments-calculator';
import { CONFIRMATION_OF, HELP } from './confirmations.service.js';

describe('the confirmation of a keyword', () => {
  const textsOf = (language: string) =>
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'libs/messaging/messages', language, 'confirmations.json'), 'utf8')) as Record<
      string,
      string
    >;

  it.each(LANGUAGES)('exists for every keyword in %s, and for nothing else', (language) => {
    expect(Object.keys(textsOf(language)).toSorted()).toEqual([...Object.values(CONFIRMATION_OF), HELP].toSorted());
  });

  it.each(LANGUAGES.flatMap((language) => Object.entries(textsOf(language))))('%s is one text message in plain letters: %s', (_, text) => {
    const message = new SegmentedMessage(text);
    expect({ segments: message.segmentsCount, encoding: message.encodingName }).toEqual({ segments: 1, encoding: 'GSM-7' });
  });

  it.each(LANGUAGES.flatMap((language) => Object.values(textsOf(language))))('tells a reader over the shoulder nothing: %s', (text) => {
    expect(text).not.toMatch(/uitkering|benefit|gezond|health|coach|vraag|question/i);
  });
});
