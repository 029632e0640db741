import type { FileObjection, FileSuggestion } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { CLIENT_RESPONSES, SHARE_WAYS } from '#libs/sharing';
import { formatDate } from '../http/dates.js';
import { OBJECTION } from './deciding.forms.js';
import { texts } from '../http/views.js';

/** Sharing that could not be done: what was chosen, and what is wrong: a text key. */
export interface RefusedShare {
  suggestionIds: readonly string[];
  problem: string;
}

/** What a client said, that could not be recorded: field → text key. */
export interface RefusedResponse {
  suggestionId: string;
  words: string;
  problems: Record<string, string>;
}

export interface RefusedOutcome {
  objectionId: string;
  outcome: string;
  problems: Record<string, string>;
}

export interface RefusedSharing {
  share?: RefusedShare;
  response?: RefusedResponse;
  objection?: RefusedOutcome;
}

/** What can be shared with the client: what waits for a decision. null when nothing does. */
export function shareForm(open: readonly FileSuggestion[], refused: RefusedShare | null, catalogue: Catalogue, language: Language) {
  const say = (key: string) => texts.text(language, `suggestions.share.${key}`);
  const first = open.find(({ share }) => share === null);
  if (open.length === 0) return null;
  return {
    isOpen: refused !== null,
    choices: open.map(({ id, intervention, share }) => ({
      id,
      name: catalogue.of(intervention).name[language],
      note: share ? say('already') : null,
      // One at a time is enough to talk about: what stands first is what fits best.
      isChosen: refused ? refused.suggestionIds.includes(id) : id === first?.id,
    })),
    error: refused ? problemWords(refused.problem, language) : null,
    ways: SHARE_WAYS.map((how) => ({ how, label: say(how), isPrimary: how === 'link' })),
  };
}

/** How a suggestion stands between coach and client: shared when, what the client says, and what they do not agree with. */
export function betweenUs(suggestion: FileSuggestion, refused: RefusedSharing, name: string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `suggestions.${key}`, values);
  const date = (at: string) => formatDate(language, Temporal.Instant.from(at));
  const { id, share, response } = suggestion;
  const mine = refused.response?.suggestionId === id ? refused.response : null;
  const problem = mine?.problems['words'];
  return {
    shared: share ? say(`share.shared.${share.how}`, { date: date(share.at), by: share.by }) : null,
    withdrawLabel: say('share.withdraw-label', { name }),
    noAnswer: share && !response ? say('share.no-answer') : null,
    said: response
      ? {
          what: say(`response.${response.response}`),
          words: response.words,
          how: response.heardBy
            ? say('response.heard', { date: date(response.at), by: response.heardBy })
            : say('response.behind-link', { date: date(response.at) }),
        }
      : null,
    record: share
      ? {
          isOpen: mine !== null,
          label: say('response.record-for', { name }),
          words: mine?.words ?? '',
          error: problem === undefined ? null : say(`response.problem.${problem}`),
          answers: [...CLIENT_RESPONSES, OBJECTION].map((answer) => ({ answer, label: say(`response.${answer}`) })),
        }
      : null,
    objections: suggestion.objections.map((objection) => objectionInWords(objection, refused.objection ?? null, language)),
  };
}

function objectionInWords(
  { id, words, at, handledAt, handledBy, outcome }: FileObjection,
  refused: RefusedOutcome | null,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `suggestions.objection.${key}`, values);
  const date = (moment: string) => formatDate(language, Temporal.Instant.from(moment));
  const mine = refused?.objectionId === id ? refused : null;
  const problem = mine?.problems['outcome'];
  return {
    id,
    words,
    made: say('made', { date: date(at) }),
    handled: handledAt ? { by: say('handled', { by: handledBy, date: date(handledAt) }), outcome } : null,
    isOpen: mine !== null,
    outcome: mine?.outcome ?? '',
    error: problem === undefined ? null : say(`problem.${problem}`),
  };
}

/** A way that cannot be taken for a reason nobody gave words to is told all the same. */
function problemWords(problem: string, language: Language): string {
  return texts.text(language, `suggestions.share.problem.${KNOWN_PROBLEMS.has(problem) ? problem : 'other'}`);
}

const KNOWN_PROBLEMS = new Set([
  'share-no-birth-date',
  'share-deceased',
  'share-no-benefit',
  'share-opted-out',
  'share-no-contact-point',
  'share-invalid-contact-point',
  'share-nothing-chosen',
]);
