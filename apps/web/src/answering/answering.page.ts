import { lastDay } from '#libs/checkins';
import { wordingIn } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { formatDay } from '../http/dates.js';
import { closedInstead } from './closed.page.js';
import { addressOf, nextAddress, type Journey } from './journey.js';
import { languageChoices, screen, type Screen } from './screen.js';

/** So many short questions fit in a minute, read slowly: a promise that is not kept is worse than none. */
const MOST_IN_A_MINUTE = 6;

/** The door: who asks and why, in the language of choice; or, for who was here before, the way back to where they were. */
export function doorScreen(journey: Journey): Screen {
  return closedInstead(journey) ?? (journey.view.startedAt === null ? startScreen(journey) : resumeScreen(journey));
}

function startScreen(journey: Journey): Screen {
  const { language, view } = journey;
  const heading = wordingIn(view.definition.title, language);
  return screen('start', journey, {
    title: `${heading} · ${clientTexts.text(language, 'answering.start.title')}`,
    heading,
    duration: clientTexts.text(language, `answering.start.${view.route.length > MOST_IN_A_MINUTE ? 'longer' : 'short'}`, {
      count: view.route.length,
    }),
    carried: [],
    action: addressOf(journey, 'start'),
    languages: languageChoices(journey),
    otherLanguages: [],
    ...shared(journey),
  });
}

function resumeScreen(journey: Journey): Screen {
  const { language, view } = journey;
  const number = view.route.findIndex(({ key }) => key === view.nextItem) + 1;
  return screen('resume', journey, {
    title: clientTexts.text(language, 'answering.resume.title'),
    count: view.route.length,
    next: number > 0 ? { number, href: nextAddress(journey) } : null,
    hasAnswers: view.answers.size > 0,
    reviewHref: addressOf(journey, 'nakijken'),
    ...shared(journey),
  });
}

/** After sending. Only who has sent sees it; who comes back by the link itself hears that it was done before. */
export function thanksScreen(journey: Journey): Screen {
  const { state } = journey.view;
  if (state === 'open') return { redirectTo: addressOf(journey) };
  if (state === 'expired') return closedInstead(journey) as Screen;
  return screen('thanks', journey, {
    title: clientTexts.text(journey.language, 'answering.thanks.title'),
    urgentHelp: true,
    // They were asked at the end of the questions: a way, and no second field.
    wordHref: journey.mayTell ? addressOf(journey, 'bericht') : null,
    preferenceHref: journey.mayPrefer ? addressOf(journey, 'voorkeur') : null,
  });
}

/** What somebody may stop: the channel their invitation came by, or everything. Also with a link that is spent or expired. */
export function stopScreen(journey: Journey, problem: 'nothing-chosen' | null = null): Screen {
  const { language, view } = journey;
  const channel = view.channel && { value: 'kanaal', words: clientTexts.text(language, `answering.stop.${view.channel}`) };
  const page = {
    title: clientTexts.text(language, 'answering.stop.title'),
    problem: problem && clientTexts.text(language, 'answering.stop.problem'),
    action: addressOf(journey, 'geen-berichten'),
    choices: [...(channel ? [channel] : []), { value: 'alles', words: clientTexts.text(language, 'answering.stop.every') }],
    backHref: addressOf(journey),
  };
  return screen('stop', journey, page, problem ? 422 : 200);
}

export function stoppedScreen(journey: Journey, what: 'kanaal' | 'alles'): Screen {
  const { language, view } = journey;
  const title = what === 'kanaal' && view.channel ? `answering.stop.done-${view.channel}-title` : 'answering.stop.done-title';
  return screen('stopped', journey, { title: clientTexts.text(language, title) });
}

function shared(journey: Journey) {
  return {
    // A date is not broken over two lines.
    lastDay: formatDay(journey.language, lastDay(journey.view.closesAt)).replaceAll(' ', '\u00a0'),
    stopHref: addressOf(journey, 'geen-berichten'),
    preferenceHref: addressOf(journey, 'voorkeur'),
  };
}
