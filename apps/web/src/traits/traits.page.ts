import type { RegisteredQuestionnaire } from '#libs/insight';
import { wordingIn, type Language } from '#libs/platform';
import type { TraitDefinition, TraitGroup } from '#libs/profiles';
import { moduleOfTrait, type ModuleKey } from '#libs/questionnaires';
import { texts } from '../http/views.js';

const GROUPS: TraitGroup[] = ['wellbeing', 'health', 'money', 'language', 'home', 'work', 'wish'];
/** Longer scales are folded away: a row of forty-one hours tells nobody anything. */
const MOST_LEVELS_IN_SIGHT = 9;

export interface TraitsGiven {
  traits: readonly TraitDefinition[];
  questionnaires: readonly Pick<RegisteredQuestionnaire, 'title' | 'traits'>[];
  modulesOn: ReadonlySet<ModuleKey>;
}

/** The registry as it can be read: of each trait what it is, what it may be used for, how long it counts and who asks it. */
export function traitsPage({ traits, questionnaires, modulesOn }: TraitsGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `traits.${key}`, values);
  const number = new Intl.NumberFormat(language);
  return {
    count: traits.length,
    groups: GROUPS.map((group) => ({
      key: group,
      title: say(`group.${group}`),
      traits: traits.filter((trait) => trait.group === group).map(row),
    })).filter((group) => group.traits.length > 0),
  };

  function row(trait: TraitDefinition) {
    const askedBy = questionnaires.filter((each) => each.traits.includes(trait.key)).map(({ title }) => wordingIn(title, language));
    const module = moduleOfTrait(trait.key);
    const levels = trait.levels.map(({ value, label, barrier }) => ({
      value: number.format(value),
      label: label[language],
      barrier,
      barrierLabel: say(`barrier.${barrier}`),
    }));
    return {
      key: trait.key,
      anchor: trait.key.replaceAll('.', '-'),
      label: trait.label[language],
      clientLabel: trait.clientLabel[language],
      purpose: trait.purpose[language],
      sensitivity: trait.sensitivity,
      sensitivityLabel: say(`sensitivity.${trait.sensitivity}`),
      module: module ? say(modulesOn.has(module) ? 'module-on' : 'module-off', { module: say(`module.${module}`) }) : null,
      facts: [
        { label: say('fact.better'), value: say(`better.${trait.better ?? 'none'}`) },
        { label: say('fact.unit'), value: trait.unit?.[language] ?? say('no-unit') },
        { label: say('fact.valid'), value: say('days', { count: trait.validDays }) },
        { label: say('fact.ask-after'), value: say('days', { count: trait.askAfterDays }) },
        { label: say('fact.ggm'), value: trait.ggm ?? say('no-ggm') },
        { label: say('fact.asked-by'), value: askedBy.length > 0 ? askedBy.join(', ') : say('asked-by-none') },
      ],
      scale: say('scale', { count: levels.length, from: levels.at(0)?.value, to: levels.at(-1)?.value }),
      isLong: levels.length > MOST_LEVELS_IN_SIGHT,
      levels,
      bands: levels.length > MOST_LEVELS_IN_SIGHT ? trait.bands.map((band) => band.label[language]) : null,
    };
  }
}
