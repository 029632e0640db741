import type { PlanChoices } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { wordingIn, type Language, type SendHours } from '#libs/platform';
import { PLAN_EVENTS } from '#libs/planning';
import { texts } from '../http/views.js';
import { AUDIENCES, clock, PLAN_FIELDS, REMINDERS, RHYTHMS, type PlanField, type PlanFields } from './plan.form.js';

/** The form as it was filled in, with what can be chosen and what is wrong. */
export interface PlanFormGiven {
  /** Of the draft that is changed; null for a new one. */
  planId: string | null;
  fields: PlanFields;
  problems: Partial<Record<PlanField, string>>;
  choices: PlanChoices;
  catalogue: Catalogue;
  office: SendHours;
}

interface Option {
  value: string;
  label: string;
}

/** Exactly what the form prints; the fields by name, each with its label, value and error. */
export function planFormPage({ planId, fields, problems, choices, catalogue, office }: PlanFormGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.field.${key}`, values);
  const times = { from: clock(office.from), until: clock(office.until) };
  return {
    title: texts.text(language, planId === null ? 'plans.form-new' : 'plans.form-change'),
    action: planId === null ? '/beheer/plannen/nieuw' : `/beheer/plannen/${planId}/wijzigen`,
    back: planId === null ? '/beheer/plannen' : `/beheer/plannen/${planId}`,
    problems: PLAN_FIELDS.flatMap((field) => {
      const problem = problems[field];
      return problem === undefined ? [] : [{ href: `#${targetOf(field)}`, text: wordsOf(problem) }];
    }),
    field: Object.fromEntries(PLAN_FIELDS.map((field) => [field, fieldOf(field)])),
    who: AUDIENCES.map((value) => ({ value, label: say(`wie-${value}`), isChosen: fields.wie === value, isFirst: value === 'iedereen' })),
    rhythm: RHYTHMS.map((value) => ({ value, label: say(`ritme-${value}`), isChosen: fields.ritme === value })),
    hours: [
      { value: 'kantoor', label: say('uren-kantoor', times), isChosen: fields.uren !== 'eigen' },
      { value: 'eigen', label: say('uren-eigen'), isChosen: fields.uren === 'eigen' },
    ],
    reminders: REMINDERS.map((number) => ({
      legend: say(`herinnering${number}`),
      days: { ...fieldOf(`herinnering${number}`), label: say(number === 1 ? 'herinnering-dagen' : 'herinnering-dagen-later') },
      channel: {
        ...fieldOf(`herinnering${number}kanaal`),
        label: say('herinnering-kanaal'),
        options: chosen(
          [
            { value: 'same', label: say('kanaal-zelfde') },
            { value: 'next', label: say('kanaal-volgende') },
          ],
          fields[`herinnering${number}kanaal`],
        ),
      },
    })),
  };

  function fieldOf(field: PlanField) {
    const problem = problems[field];
    return {
      name: field,
      label: say(field),
      value: fields[field],
      error: problem === undefined ? null : wordsOf(problem),
      options: chosen(optionsOf(field), fields[field]),
    };
  }

  function wordsOf(problem: string): string {
    return texts.text(language, `plans.${problem}`, times);
  }

  function optionsOf(field: PlanField): Option[] {
    switch (field) {
      case 'vragenlijst':
        return choices.questionnaires.map(({ key, title }) => ({ value: key, label: wordingIn(title, language) }));
      case 'team':
        return [nothing(), ...choices.teams.map(({ id, name }) => ({ value: id, label: name }))];
      case 'coach':
        return [nothing(), ...choices.coaches.map(({ id, name, team }) => ({ value: id, label: team ? `${name} (${team})` : name }))];
      case 'keuze':
        return [nothing(), ...choices.selections.map(({ id, name }) => ({ value: id, label: name }))];
      case 'gebeurtenis':
        return PLAN_EVENTS.map((event) => ({ value: event, label: say(`gebeurtenis-${event}`) }));
      case 'interventie':
        return [
          { value: '', label: say('interventie-alle') },
          ...catalogue.all.map(({ code, name }) => ({ value: code, label: name[language] })),
        ];
      case 'kanaal':
        return [
          { value: '', label: say('kanaal-vrij') },
          { value: 'sms', label: say('kanaal-sms') },
          { value: 'email', label: say('kanaal-email') },
        ];
      default:
        return [];
    }
  }

  function nothing(): Option {
    return { value: '', label: say('kies') };
  }
}

/** Where the summary of errors leads: a group of choices is entered by its first. */
function targetOf(field: PlanField): string {
  if (field === 'wie') return 'wie-iedereen';
  return field === 'ritme' ? 'ritme-weken' : field;
}

function chosen(options: readonly Option[], value: string) {
  return options.map((option) => ({ ...option, isChosen: option.value === value }));
}
