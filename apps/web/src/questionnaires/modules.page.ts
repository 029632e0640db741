import { wordingIn, type Language } from '#libs/platform';
import { MODULES, type ListedQuestionnaire, type ModuleKey, type ModuleSwitch } from '#libs/questionnaires';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { itemInWords } from './condition-words.js';
import { fieldMaker, summaryOf, withPrefix, type RemarksByField } from './form-fields.js';

export interface ModuleFields {
  legalBasis: string;
  dpiaReference: string;
  approver: string;
  note: string;
}

export const NO_GROUND: ModuleFields = { legalBasis: '', dpiaReference: '', approver: '', note: '' };

export interface ModulesGiven {
  on: ReadonlySet<ModuleKey>;
  /** The latest first. */
  history: readonly ModuleSwitch[];
  questionnaires: readonly ListedQuestionnaire[];
  mayChange: boolean;
  /** The form that came back. */
  filled: { module: ModuleKey; fields: ModuleFields; said: RemarksByField } | null;
  done: 'aan' | 'uit' | null;
}

/** What of the sensitive questions may be asked, on whose word, and since when. */
export function modulesPage({ on, history, questionnaires, mayChange, filled, done }: ModulesGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  return {
    done: done === null ? null : say(`modules.done-${done}`),
    mayChange,
    problems: filled === null ? [] : summaryOf(filled.said, (field) => `${filled.module}-${field}`),
    modules: MODULES.map((module) => {
      const latest = history.find((each) => each.module === module);
      const isOn = on.has(module);
      const { fields, said } = filled?.module === module ? filled : { fields: NO_GROUND, said: {} };
      const make = fieldMaker(withPrefix(said, `${module}-`), language);
      const field = (name: keyof ModuleFields, size: 'long' | 'short' = 'long') =>
        make.field({
          name: `${module}-${FIELD_NAMES[name]}`,
          label: say(`modules.field.${name}`),
          value: fields[name],
          hint: say(`modules.field.${name}-hint`),
          size,
        });
      return {
        key: module,
        name: say(`module.${module}.name`),
        what: say(`module.${module}.what`),
        isOn,
        state: say(isOn ? 'modules.on' : 'modules.off'),
        kind: isOn ? 'on' : 'paused',
        ground: isOn && latest ? groundInWords(latest, language) : [],
        questions: questionnaires.flatMap(({ key, definition }) => {
          const asked = definition.items.filter((item) => item.module === module);
          return asked.length === 0
            ? []
            : [
                {
                  href: `/beheer/vragenlijsten/${key}`,
                  title: wordingIn(definition.title, language),
                  items: asked.map((item) => itemInWords(item, language)),
                },
              ];
        }),
        switchOn:
          isOn || !mayChange
            ? null
            : {
                isOpen: filled?.module === module,
                fields: [field('legalBasis'), field('dpiaReference'), field('approver'), field('note')],
              },
        switchOff: isOn
          ? { note: make.field({ name: `${module}-toelichting-uit`, label: say('modules.field.off-note'), value: '', size: 'long' }) }
          : null,
      };
    }),
    history: history.map((each) => ({
      what: say(each.isOn ? 'modules.switched-on' : 'modules.switched-off', { name: say(`module.${each.module}.name`) }),
      who: say('list.by', { date: formatMoment(language, each.switchedAt), who: each.switchedBy ?? say('modules.by-demo') }),
      facts: groundInWords(each, language),
    })),
  };
}

/** The fields of the form, as they are named in it. */
export const FIELD_NAMES: Record<keyof ModuleFields, string> = {
  legalBasis: 'grondslag',
  dpiaReference: 'dpia',
  approver: 'goedgekeurd-door',
  note: 'toelichting',
};

function groundInWords({ legalBasis, dpiaReference, approver, note }: ModuleSwitch, language: Language) {
  const fact = (name: string, text: string | null) =>
    text ? [{ term: texts.text(language, `questionnaires.modules.field.${name}`), text }] : [];
  return [...fact('legalBasis', legalBasis), ...fact('dpiaReference', dpiaReference), ...fact('approver', approver), ...fact('note', note)];
}
