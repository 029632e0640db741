import { LINK_DAYS, type ShareLinkState } from '#libs/sharing';
import { clientTexts } from '#libs/wording';
import type { PageScreen } from '../answering/screen.js';
import { addressOf, readerScreen } from './client-screen.js';
import type { Reader } from './reading.service.js';

/** Why the year that was typed opens nothing; `not-open`: the page was not opened with it, or too long ago. */
export type DoorProblem = { kind: 'empty' | 'not-open' } | { kind: 'wrong'; left: number };

/**
 * The door: what it is about is not said here, for the link alone proves nothing. Never a dead end: where it does not open, it says why, that it
 * costs nothing, and how to reach the coach.
 */
export function doorScreen(reader: Reader, problem: DoorProblem | null = null): PageScreen {
  const { state } = reader.link;
  if (state !== 'open') return shutScreen(reader, state);
  const say = (key: string, values: Record<string, unknown> = {}) => clientTexts.text(reader.language, `sharing.gate.${key}`, values);
  const page = {
    title: say('title'),
    action: addressOf(reader),
    stopHref: addressOf(reader, 'geen-berichten'),
    problem: problem && say(problem.kind, problem.kind === 'wrong' ? { left: problem.left } : {}),
    describedBy: problem ? 'fout uitleg' : 'uitleg',
  };
  return readerScreen('sharing/door', reader, page, problem ? 422 : 200);
}

type ShutState = Exclude<ShareLinkState, 'open'> | 'nothing';

const STATUS: Record<ShutState, number> = { expired: 410, closed: 410, together: 200, nothing: 200 };

export function shutScreen(reader: Reader, state: ShutState): PageScreen {
  const say = (key: string) => clientTexts.text(reader.language, `sharing.closed.${state}.${key}`, { days: LINK_DAYS });
  const page = { title: say('title'), text: say('text'), stopHref: addressOf(reader, 'geen-berichten') };
  return readerScreen('sharing/shut', reader, page, STATUS[state]);
}

/** Whom to call, large and at once: for who wrote words that may mean that they are in danger. */
export function dangerScreen(reader: Reader): PageScreen {
  const page = { title: clientTexts.text(reader.language, 'answering.crisis.title'), onwardHref: null, urgentHelp: true };
  const screen = readerScreen('answering/crisis', reader, page);
  return { ...screen, page: { ...screen.page, otherLanguages: [], foldsLanguages: false } };
}

/** What somebody may stop: the channel their message came by, or everything. Also with a link that is closed or expired, and without a year. */
export function stopScreen(reader: Reader, problem: 'nothing-chosen' | null = null): PageScreen {
  const say = (key: string) => clientTexts.text(reader.language, `answering.stop.${key}`);
  const page = {
    title: say('title'),
    problem: problem && say('problem'),
    action: addressOf(reader, 'geen-berichten'),
    choices: [
      { value: 'kanaal', words: say(reader.link.channel) },
      { value: 'alles', words: say('every') },
    ],
    backHref: addressOf(reader),
  };
  return readerScreen('answering/stop', reader, page, problem ? 422 : 200);
}

export function stoppedScreen(reader: Reader, what: 'kanaal' | 'alles'): PageScreen {
  const key = what === 'kanaal' ? `answering.stop.done-${reader.link.channel}-title` : 'answering.stop.done-title';
  return readerScreen('answering/stopped', reader, { title: clientTexts.text(reader.language, key) });
}
