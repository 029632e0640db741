import { CENSORINGS, choosesDenominator, DENOMINATORS, MEASURES, USUAL_DEFINITION, type OutflowQuestion } from '#libs/outflow';
import { SCHEMES } from '#libs/people';
import type { Language } from '#libs/platform';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { addressOf, ALL, choicesOf, OTHER_SCHEME, type AskedQuestion, type Choice, type Choices } from './asking.js';
import { periodForm } from './period-form.js';

/** The outflow pages, in the order of their tabs; a page that has no address yet has no tab. The page of one trait hangs under the first. */
const TABS = [
  { page: 'traits', path: '/uitstroom' },
  { page: 'interventions', path: '/uitstroom/interventies' },
  { page: 'reach', path: '/uitstroom/bereik' },
  { page: 'trend', path: '/uitstroom/verloop' },
] as const;
export type OutflowTab = (typeof TABS)[number]['page'];

/** How one counts: the three fields of the panel "Hoe tellen we?". */
const COUNTING = ['maat', 'noemer', 'censureren'] as const satisfies readonly Choice[];

export interface FrameGiven {
  tab: OutflowTab;
  /** Where the form goes, and where `.csv` and `.json` are put behind: `/uitstroom/kenmerk/literacy.reading_nl`. */
  path: string;
  asked: AskedQuestion;
  /** The heading of the page: a sentence that says what it shows. */
  headline: string;
  /** When the figures were made; null: there are none. */
  madeAt: Temporal.Instant | null;
  language: Language;
  today: Temporal.PlainDate;
  /** Choices of this page alone (its order, its picture), carried along within it. */
  own?: Record<string, string | undefined>;
  /** The fields of "Hoe tellen we?" that mean something here; all of them when not given, none with []. The others are carried along. */
  counting?: readonly (typeof COUNTING)[number][];
  /** What is counted, in words of the page's own; when not given, in those of "Hoe tellen we?". */
  defined?: string;
  /** What can be taken along; nothing while there are no figures. */
  files?: readonly ('csv' | 'json' | 'svg')[];
}

/** What stands around the figures of every outflow page: `{{> partials/outflow/frame frame}}` above them, `{{> partials/outflow/closing frame}}` below. */
export function frame(given: FrameGiven) {
  const { tab, path, asked, headline, madeAt, language, own = {}, files = ['csv', 'json'], counting = COUNTING } = given;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-frame.${key}`, values);
  const { question } = asked;
  const choices = carried(asked);
  const isThere = question !== null && madeAt !== null;
  return {
    headline,
    tabs: TABS.map((each) => ({ label: say(`tab.${each.page}`), href: addressOf(each.path, choices), isCurrent: each.page === tab })),
    about: question ? about(question, asked, language) : null,
    defined: question && (given.defined ?? (counting.length > 0 ? definedAs(question, language) : null)),
    form: filter(given),
    caution: asked.missesLeavers ? say('misses-leavers') : null,
    nothing: asked.hasTeam ? null : { title: say('nothing.no-team.title'), text: say('nothing.no-team.text') },
    age: madeAt ? say('age', { moment: formatMoment(language, madeAt) }) : null,
    address: question ? addressOf(path, { ...choices, ...own }) : null,
    files: isThere
      ? files.map((kind) => ({
          label: say(`file.${kind}`),
          href: addressOf(`${path}.${kind}`, { ...choices, ...own }),
          // What the button of picture-download.js says, and calls its file.
          png: kind === 'svg' ? say('file.png') : null,
          name: [path.split('/').at(-1), choices.vanaf, choices.maanden].join('-'),
        }))
      : [],
  };
}

/** The choices to carry to another page: those of the question, or as they were typed when they make none. */
export function carried(asked: AskedQuestion): Choices {
  return asked.question ? choicesOf(asked.question, asked.mayChooseTeam) : asked.asked;
}

/** `Team Noord · Participatiewet · 1 oktober 2025 tot en met 30 september 2026`: whom and which days the figures are about. */
export function about(question: OutflowQuestion, { teams }: Pick<AskedQuestion, 'teams'>, language: Language): string {
  const { period, scope } = question;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-frame.${key}`, values);
  return say('about', {
    team: scope.teamId ? (teams.find(({ id }) => id === scope.teamId)?.name ?? say('own-team')) : say('all-teams'),
    scheme: scope.scheme ? say(`scheme.${scope.scheme}`) : say('all-schemes'),
    from: formatDate(language, period.from),
    until: formatDate(language, period.until.subtract({ days: 1 })),
  });
}

/** The definition in one line, in the words of the fields with which it is chosen. */
export function definedAs({ definition: { measure, denominator, censoring } }: OutflowQuestion, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-frame.${key}`, values);
  return say(choosesDenominator(measure) ? 'defined' : 'defined-own-base', {
    measure: say(`maat.${measure}`),
    denominator: say(`noemer.${denominator}`),
    censoring: say(`censureren.${censoring}`),
  });
}

function filter({ tab, path, asked, language, today, own = {}, counting = COUNTING }: FrameGiven) {
  const { asked: typed, problems, teams, mayChooseTeam } = asked;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-frame.${key}`, values);
  const problem = (choice: Choice) => (problems[choice] ? say(`problem.${problems[choice]}`) : null);
  const period = periodForm(asked.chosen, { from: typed.vanaf, months: typed.maanden }, today, language);
  const definition = { maat: MEASURES, noemer: DENOMINATORS, censureren: CENSORINGS } as const;
  const usual = { maat: USUAL_DEFINITION.measure, noemer: USUAL_DEFINITION.denominator, censureren: USUAL_DEFINITION.censoring };
  const select = (choice: Choice, label: string, options: readonly { value: string; label: string }[], chosen: string) => ({
    name: choice,
    label,
    error: problem(choice),
    options: [...(options.some(({ value }) => value === chosen) ? [] : [{ value: '', label: say('form.choose') }]), ...options].map(
      (option) => ({
        ...option,
        isChosen: option.value === chosen,
      }),
    ),
  });
  const choice = (name: Choice, fallback: string) => typed[name] || fallback;
  const countingFields = COUNTING.filter((name) => counting.includes(name));
  return {
    action: path,
    title: say('form.title'),
    fields: [
      { ...select('vanaf', say('form.from'), [], ''), error: problem('vanaf'), options: period.beginnings },
      { ...select('maanden', say('form.months'), [], ''), error: problem('maanden'), options: period.lengths },
      ...(mayChooseTeam
        ? [
            select(
              'team',
              say('form.team'),
              [{ value: ALL, label: say('all-teams') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))],
              choice('team', ALL),
            ),
          ]
        : []),
      // One scheme within one team is never shown: the rest of the team would be the difference. So who has one team has nothing to choose.
      ...(mayChooseTeam || typed.regeling
        ? [
            select(
              'regeling',
              say('form.scheme'),
              [
                { value: ALL, label: say('all-schemes') },
                ...SCHEMES.map((scheme) => ({ value: scheme === 'OTHER' ? OTHER_SCHEME : scheme, label: say(`scheme.${scheme}`) })),
              ],
              choice('regeling', ALL),
            ),
          ]
        : []),
    ],
    counting: countingFields.map((name) =>
      select(
        name,
        say(`form.${name}`),
        definition[name].map((value) => ({ value, label: say(`${name}.${value}`) })),
        choice(name, usual[name]),
      ),
    ),
    /** Whether the page ends with how it counts (`#uitleg`). */
    isExplained: tab !== 'interventions',
    /** Open when something in it differs from the usual, or is wrong. */
    isCountingOpen: countingFields.some((name) => problems[name] || choice(name, usual[name]) !== usual[name]),
    hidden: [
      ...COUNTING.filter((name) => !counting.includes(name)).flatMap((name) => (typed[name] ? [{ name, value: typed[name] }] : [])),
      ...Object.entries(own).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    ],
  };
}
