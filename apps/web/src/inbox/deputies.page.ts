import type { Deputy } from '#libs/inbox';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

export const DEPUTY_DONE = ['geregeld', 'gestopt'] as const;
export type DeputyDone = (typeof DEPUTY_DONE)[number];

/** A coach for whom somebody can stand in. */
export interface DeputyFacts {
  staffId: string;
  name: string;
  current: Deputy | null;
  possible: readonly { id: string; name: string; teamName: string | null }[];
  history: readonly Deputy[];
  standsInFor: readonly Deputy[];
}

export interface ShownDeputies {
  done?: DeputyDone | undefined;
  /** Field → text key. */
  refused?: Record<string, string>;
}

/** Who reads what is urgent when a coach is not there. */
export function deputiesPage(
  coaches: readonly { id: string; name: string; deputyName: string | null }[] | null,
  facts: DeputyFacts | null,
  isOwn: boolean,
  { done, refused = {} }: ShownDeputies,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.deputies.${key}`, values);
  return {
    done: done ? say(`done.${done}`) : null,
    coaches:
      coaches?.map(({ id, name, deputyName }) => ({
        href: `/vervanging?coach=${id}`,
        name,
        state: deputyName ? say('by', { name: deputyName }) : say('nobody'),
        isNobody: deputyName === null,
        isCurrent: id === facts?.staffId,
      })) ?? null,
    one: facts && {
      staffId: facts.staffId,
      title: isOwn ? say('own') : say('of', { name: facts.name }),
      now: facts.current
        ? say('current', { name: facts.current.deputyName, date: formatDate(language, facts.current.since) })
        : say(isOwn ? 'none-own' : 'none'),
      isCovered: facts.current !== null,
      options: facts.possible.map(({ id, name, teamName }) => ({
        id,
        label: teamName ? say('option', { name, team: teamName }) : name,
        isChosen: id === facts.current?.deputyId,
      })),
      error: refused['deputy'] ? say('problem') : null,
      history: facts.history
        .filter(({ endedAt }) => endedAt !== null)
        .map((past) => ({
          name: past.deputyName,
          when: say('period', { from: formatDate(language, past.since), until: formatDate(language, past.endedAt as Temporal.Instant) }),
        })),
      standsInFor:
        facts.standsInFor.length > 0 ? say('stands-in', { names: facts.standsInFor.map(({ staffName }) => staffName).join(', ') }) : null,
    },
  };
}
