import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { findTrait, TRAITS } from '#libs/profiles';
import { AGE_BANDS, conditionInWords, type Condition } from '#libs/rules';
import { texts } from '../http/views.js';
import type { FieldMaker } from '../questionnaires/form-fields.js';
import {
  DEEPEST,
  INTERVENTION_HOWS,
  JOINTS,
  LEVEL_HOWS,
  MOST_PARTS,
  NOT_HEARD,
  ROOT,
  TRAIT_HOWS,
  type GroupFields,
  type KeptFields,
  type LineFields,
  type NodeFields,
} from './condition.form.js';

/** A longer list is a number to type. */
const MOST_LISTED = 24;
/** What a condition can be about, as one pick list: `Gezondheid`, `Hoe lang iemand een uitkering heeft`, `CV-workshop`. */
export function subjectsOf(catalogue: Catalogue, language: Language) {
  const say = (key: string) => texts.text(language, `rules.condition.${key}`);
  const byGroup = new Map<string, { value: string; label: string }[]>();
  for (const { key, group, label, isProtected } of TRAITS)
    if (!isProtected) byGroup.set(group, [...(byGroup.get(group) ?? []), { value: `trait:${key}`, label: label[language] }]);
  return [
    ...[...byGroup].map(([group, options]) => ({ label: say(`subject-group.${group}`), options })),
    {
      label: say('subject-group.situation'),
      options: ['silent', 'unreachable', 'benefit', 'age'].map((value) => ({ value, label: say(`subject.${value}`) })),
    },
    {
      label: say('subject-group.intervention'),
      options: catalogue.offered.map(({ code, name }) => ({ value: `intervention:${code}`, label: name[language] })),
    },
  ];
}

/** The condition of a rule as nested groups of lines, each field with what is wrong with it. */
export function conditionPage(root: GroupFields, make: FieldMaker, catalogue: Catalogue, action: string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.condition.${key}`, values);
  return { ...nodePage(root, ROOT, 0, 1), subjects: subjectsOf(catalogue, language) };

  function nodePage(node: NodeFields, id: string, depth: number, siblings: number): NodePage {
    const name = node.node === 'group' ? say('group') : node.node === 'line' ? nameOf(node.over) : say('kept');
    const number = Number(id.slice(id.lastIndexOf('-') + 1));
    const button = (move: string, to: string) => ({
      value: `${move} ${id}`,
      action: `${action}#${to}`,
      label: say(`do.${move}`, { name }),
    });
    const parent = id.slice(0, id.lastIndexOf('-'));
    return {
      id,
      name,
      place: id === ROOT ? '' : id.slice(ROOT.length + 1).replaceAll('-', '.'),
      ...make.about(id),
      isRoot: id === ROOT,
      group: node.node === 'group' ? groupPage(node, id, depth) : null,
      line: node.node === 'line' ? linePage(node, id) : null,
      kept: node.node === 'kept' ? { json: node.json, sentence: keptInWords(node) } : null,
      up: number > 1 && id !== ROOT ? button('omhoog', `${parent}-${number - 1}`) : null,
      down: number < siblings && id !== ROOT ? button('omlaag', `${parent}-${number + 1}`) : null,
      out: depth > 1 ? button('uit', parent) : null,
      remove: id === ROOT ? null : button('weg', parent),
    };
  }

  function groupPage({ joint, least, parts }: GroupFields, id: string, depth: number): GroupPage {
    const next = `${id}-${parts.length + 1}`;
    const isFull = parts.length >= MOST_PARTS;
    return {
      joint: make.choice({
        name: `${id}_hoe`,
        label: say('joint.label'),
        value: joint,
        options: JOINTS.map((value) => ({ value, label: say(`joint.${value}`) })),
      }),
      least: make.field({ name: `${id}_minstens`, label: say('joint.least'), value: least, size: 'number' }),
      parts: parts.map((part, index) => nodePage(part, `${id}-${index + 1}`, depth + 1, parts.length)),
      isEmpty: parts.length === 0,
      isFull,
      adding: isFull
        ? null
        : {
            name: `${id}_over`,
            label: depth === 0 ? say('add-label') : say('add-label-in', { place: id.slice(ROOT.length + 1).replaceAll('-', '.') }),
            value: `erbij ${id}`,
            action: `${action}#${next}`,
            group: depth < DEEPEST - 1 ? { value: `groep ${id}`, action: `${action}#${next}` } : null,
          },
    };
  }

  function linePage(line: LineFields, id: string): LinePage {
    const [kind, key = ''] = line.over.split(':');
    const trait = kind === 'trait' ? findTrait(key) : null;
    const hows = howsOf(line);
    const number = (field: string, name: string, value: string) =>
      make.field({ name: `${id}_${field}`, label: say(`part.${name}`), value, size: 'number' });
    const levels = (trait?.levels ?? []).map(({ value, label }) => ({ value: String(value), label: label[language] }));
    // What a list does not hold (an answer that went from a scale) is still shown as it is, with the problem beside it.
    const withOwn =
      line.value === '' || levels.some(({ value }) => value === line.value)
        ? levels
        : [...levels, { value: line.value, label: line.value }];
    return {
      over: line.over,
      how:
        hows.length === 0
          ? null
          : make.choice({ name: `${id}_hoe`, label: say('how', { name: nameOf(line.over) }), value: line.how, options: hows }),
      level:
        trait === null
          ? null
          : make.choice({
              name: `${id}_maat`,
              label: say('part.level'),
              value: line.level,
              options: hows.filter(({ value }) => LEVEL_HOWS.includes(value)),
            }),
      value:
        trait === null
          ? null
          : levels.length > MOST_LISTED
            ? { ...number('waarde', 'value', line.value), options: null }
            : {
                ...make.choice({
                  name: `${id}_waarde`,
                  label: say('part.value'),
                  value: line.value,
                  options: [{ value: '', label: say('choose') }, ...withOwn],
                }),
              },
      values: boxes(kind === 'age' ? AGE_BANDS.map((band) => ({ value: band, label: say(`age.${band}`) })) : levels, line.values),
      valuesLabel: say(kind === 'age' ? 'part.ages' : 'part.values'),
      reasons:
        trait === null
          ? []
          : boxes(
              NOT_HEARD.map((value) => ({ value, label: say(`not-heard.${value}`) })),
              line.reasons,
            ),
      points: trait === null ? null : number('punten', 'points', line.points),
      days:
        trait !== null || kind === 'silent' || kind === 'intervention'
          ? number('dagen', kind === 'silent' ? 'silent-days' : kind === 'intervention' ? 'within-optional' : 'within', line.days)
          : null,
      newer: trait === null ? null : number('nieuwer', 'newer', line.newer),
      times: trait === null ? null : number('keer', 'times', line.times),
      ofLast: trait === null ? null : number('van', 'of-last', line.ofLast),
      from: kind === 'benefit' ? number('vanaf', 'from-months', line.from) : null,
      until: kind === 'benefit' ? number('tot', 'until-months', line.until) : null,
      validity: trait === null ? null : say('validity', { count: trait.validDays }),
      // Only of a trait do the fields depend on how it is asked.
      isTrait: trait !== null,
    };
  }

  function howsOf({ over }: LineFields): { value: string; label: string }[] {
    const [kind, key = ''] = over.split(':');
    if (kind === 'intervention') return INTERVENTION_HOWS.map((value) => ({ value, label: say(`intervention-how.${value}`) }));
    const trait = kind === 'trait' ? findTrait(key) : null;
    if (!trait) return [];
    // What has no order cannot be at least something, nor get worse.
    const fitting = trait.better === null ? TRAIT_HOWS.filter((how) => WITHOUT_ORDER.includes(how)) : TRAIT_HOWS;
    return fitting.map((value) => ({ value, label: say(`trait-how.${value}`) }));
  }

  function nameOf(over: string): string {
    const [kind = '', key = ''] = over.split(':');
    if (kind === 'trait') return findTrait(key)?.label[language] ?? key;
    if (kind === 'intervention') return catalogue.find(key)?.name[language] ?? key;
    return say(`subject.${kind}`);
  }

  function keptInWords({ json }: KeptFields): string {
    try {
      return conditionInWords(JSON.parse(json) as Condition, catalogue, language);
    } catch {
      return json;
    }
  }
}

const WITHOUT_ORDER: readonly string[] = ['is', 'oneOf', 'sustained', 'newerThanDays', 'notHeard'];

function boxes(options: readonly { value: string; label: string }[], chosen: readonly string[]) {
  return options.map((option) => ({ ...option, isChosen: chosen.includes(option.value) }));
}

type Field = ReturnType<FieldMaker['field']>;
type Choice = ReturnType<FieldMaker['choice']>;
type Boxes = ReturnType<typeof boxes>;
type Button = { value: string; action: string; label: string } | null;

interface LinePage {
  over: string;
  how: Choice | null;
  level: Choice | null;
  value: Choice | (Field & { options: null }) | null;
  values: Boxes;
  valuesLabel: string;
  reasons: Boxes;
  points: Field | null;
  days: Field | null;
  newer: Field | null;
  times: Field | null;
  ofLast: Field | null;
  from: Field | null;
  until: Field | null;
  validity: string | null;
  isTrait: boolean;
}

interface GroupPage {
  joint: Choice;
  least: Field;
  parts: NodePage[];
  isEmpty: boolean;
  isFull: boolean;
  adding: { name: string; label: string; value: string; action: string; group: { value: string; action: string } | null } | null;
}

interface NodePage extends ReturnType<FieldMaker['about']> {
  id: string;
  name: string;
  place: string;
  isRoot: boolean;
  group: GroupPage | null;
  line: LinePage | null;
  kept: { json: string; sentence: string } | null;
  up: Button;
  down: Button;
  out: Button;
  remove: Button;
}
