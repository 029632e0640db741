import { lastDay } from '#libs/checkins';
import { clientTexts } from '#libs/wording';
import { formatDay } from '../http/dates.js';
import { closedInstead, closedScreen } from './closed.page.js';
import { addressOf, nextAddress, type Journey } from './journey.js';
import { languageChoices, screen, type Screen } from './screen.js';

/** The door: who asks and why, in the language of choice; or, for who was here before, the way back to where they were. */
export function doorScreen(journey: Journey): Screen {
  return closedInstead(journey) ?? (journey.view.startedAt === null ? startScreen(journey) : resumeScreen(journey));
}

function startScreen(journey: Journey): Screen {
  const { language, view } = journey;
  return screen('start', language, {
    title: `${view.definition.title[language]} · ${clientTexts.text(language, 'answering.start.title')}`,
    heading: view.definition.title[language],
    count: view.items.length,
    action: addressOf(journey, 'start'),
    languages: languageChoices(language),
    otherLanguage: null,
    ...shared(journey),
  });
}

function resumeScreen(journey: Journey): Screen {
  const { language, view } = journey;
  const number = view.items.findIndex(({ key }) => key === view.nextItem) + 1;
  return screen('resume', language, {
    title: clientTexts.text(language, 'answering.resume.title'),
    count: view.items.length,
    next: number > 0 ? { number, href: nextAddress(journey) } : null,
    hasAnswers: view.answers.size > 0,
    reviewHref: addressOf(journey, 'nakijken'),
    ...shared(journey),
  });
}

/** After sending. Only who has sent sees it; who comes back by the link itself hears that it was done before. */
export function thanksScreen(journey: Journey): Screen {
  const { language, view } = journey;
  if (view.state === 'open') return { redirectTo: addressOf(journey) };
  if (view.state === 'expired') return closedScreen('expired', language, addressOf(journey, 'geen-berichten'));
  return screen('thanks', language, { title: clientTexts.text(language, 'answering.thanks.title'), urgentHelp: true });
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
  return screen('stop', language, page, problem ? 422 : 200);
}

export function stoppedScreen({ language, view }: Journey, what: 'kanaal' | 'alles'): Screen {
  const title = what === 'kanaal' && view.channel ? `answering.stop.done-${view.channel}-title` : 'answering.stop.done-title';
  return screen('stopped', language, { title: clientTexts.text(language, title) });
}

function shared(journey: Journey) {
  return {
    // A date is not broken over two lines.
    lastDay: formatDay(journey.language, lastDay(journey.view.closesAt)).replaceAll(' ', '\u00a0'),
    stopHref: addressOf(journey, 'geen-berichten'),
  };
}
