import { DEFAULT_LANGUAGE, type ClientLanguage, type Wording } from '#libs/platform';
import type { Item, QuestionnaireDefinition } from '../../domain/definition.js';
import type { Remark } from '../imported.js';
import { conditionFrom, type ReadItem } from './condition-from-fhir.js';
import { asQuestionnaire, shapeProblems } from './fhir-shape.js';
import { controlOf, kindFrom, limitsFrom, optionsFrom, usualRefusal, type Tell } from './item-from-fhir.js';
import { EXTENSIONS, type FhirQuestionnaire, LINKS, type QuestionnaireItem, SYSTEMS } from './resources.js';
import { fromFhir, languageOf } from './translations.js';

const MOST_AT_ONCE = 6;

/** What we read of a file, or what says nothing about the questions in it: any other field is told as lost. */
const READ_OF_FILE = new Set(
  'resourceType id meta implicitRules text language url version name title _title status subjectType date purpose _purpose copyright copyrightLabel item'.split(
    ' ',
  ),
);
const READ_OF_QUESTION = new Set(
  'id extension linkId text _text type code enableWhen enableBehavior required repeats maxLength answerConstraint answerOption item'.split(
    ' ',
  ),
);
const READ_EXTENSIONS = new Set<string>(Object.values(EXTENSIONS));

/**
 * A FHIR R5 Questionnaire as a definition for a draft: total, and everything that does not come along is told.
 * @returns `problems` when it is none, or one that cannot be read
 */
export function questionnaireFromFhir(
  resource: Record<string, unknown>,
): { found: QuestionnaireDefinition; notMapped: Remark[] } | { problems: Remark[] } {
  const problems = shapeProblems(resource);
  return problems.length > 0 ? { problems } : new Reading(asQuestionnaire(resource)).read();
}

/** One file being read, from the top down: what was read before can be asked about by what comes after. */
class Reading {
  private readonly notMapped: Remark[] = [];
  private readonly items: Item[] = [];
  private readonly sections: NonNullable<QuestionnaireDefinition['sections']> = [];
  private readonly known = new Map<string, ReadItem>();
  private readonly base: ClientLanguage;
  private closing: QuestionnaireDefinition['closing'];

  constructor(private readonly resource: Partial<FhirQuestionnaire> & { item: QuestionnaireItem[] }) {
    this.base = languageOf(resource.language ?? DEFAULT_LANGUAGE) ?? DEFAULT_LANGUAGE;
  }

  read(): { found: QuestionnaireDefinition; notMapped: Remark[] } {
    const { title, name, url, _title, purpose, _purpose, copyright, copyrightLabel, language } = this.resource;
    const tell = this.tellAt('');
    if (language !== undefined && languageOf(language) === null) tell('fhir.base-language', { language });
    for (const field of Object.keys(this.resource)) if (!READ_OF_FILE.has(field)) tell('fhir.field', { field });
    this.takeAll(this.resource.item, null, '');
    const found: QuestionnaireDefinition = {
      key: keyFrom((url ?? name ?? '').split(/[/:]/).at(-1) ?? '', () => false, 'vragenlijst'),
      title: this.wordsOf({ text: title ?? name, _text: _title }, tell),
      purpose: this.wordsOf({ text: purpose, _text: _purpose }, tell),
      maxItems: Math.max(1, Math.min(MOST_AT_ONCE, this.items.length)),
      refusal: usualRefusal(),
      ...(this.sections.length > 0 && { sections: this.sections }),
      items: this.items,
      ...(this.closing && { closing: this.closing }),
      ...(copyright !== undefined && { source: { citation: copyright, licence: copyrightLabel ?? '' } }),
    };
    return { found, notMapped: this.notMapped };
  }

  private takeAll(items: readonly QuestionnaireItem[], section: string | null, place: string): void {
    items.forEach((item, index) => this.take(item, section, `${place}${place && '.'}item[${index}]`));
  }

  private take(item: QuestionnaireItem, section: string | null, place: string): void {
    if (item.type === 'group') this.takeGroup(item, section, place);
    else if (item.linkId === LINKS.closing && item.type === 'text') this.closing = this.wordsOf(item, this.tellAt(place));
    else this.takeQuestion(item, section, place);
  }

  private takeGroup(item: QuestionnaireItem, section: string | null, place: string): void {
    const tell = this.tellAt(place);
    if (section !== null) tell('fhir.group-in-group');
    if (item.enableWhen?.length) tell('fhir.group-condition');
    if (item.repeats === true) tell('fhir.group-repeats');
    const key =
      section ?? keyFrom(item.linkId.replace(LINKS.section, ''), (one) => this.sections.some((known) => known.key === one), 'deel');
    if (section === null) this.sections.push({ key, title: this.wordsOf(item, tell) });
    this.takeAll(item.item ?? [], key, place);
  }

  private takeQuestion(item: QuestionnaireItem, section: string | null, place: string): void {
    const tell = this.tellAt(place);
    const kind = kindFrom(item);
    if (!kind) {
      tell(item.type === 'display' ? 'fhir.display' : 'fhir.type', { type: item.type });
      if (item.item?.length) this.takeAll(item.item, section, place);
      return;
    }
    const key = keyFrom(item.linkId, (one) => this.items.some((known) => known.key === one), 'vraag');
    if (key !== item.linkId) tell('fhir.key', { before: item.linkId, after: key });
    this.tellWhatIsLost(item, tell);
    const { options, optionOf } = optionsFrom(item, this.base, tell);
    const help = item.item?.find((child) => child.type === 'display' && controlOf(child) === 'help');
    const found: Item = {
      key,
      trait: traitOf(item),
      kind,
      wording: this.wordsOf(item, tell),
      ...(help && { help: this.wordsOf(help, tell) }),
      ...(section !== null && { section }),
      ...this.conditionOf(item, tell),
      options,
      ...limitsFrom(item, kind, this.base, tell),
    };
    this.items.push(found);
    this.known.set(item.linkId, { item: found, optionOf });
    this.takeAll(item.item?.filter((child) => child !== help) ?? [], section, place);
  }

  private conditionOf(item: QuestionnaireItem, tell: Tell): Pick<Item, 'showWhen'> {
    if (!item.enableWhen?.length) return {};
    const showWhen = conditionFrom(item, this.known);
    if (!showWhen) tell('fhir.condition');
    return showWhen ? { showWhen } : {};
  }

  private tellWhatIsLost(item: QuestionnaireItem, tell: Tell): void {
    if (item.required === true) tell('fhir.required');
    if (item.repeats === true && item.type !== 'coding') tell('fhir.repeats');
    if ((item as { answerConstraint?: string }).answerConstraint === 'optionsOrString') tell('fhir.open-choice');
    for (const { system, code } of item.code ?? [])
      if (system !== SYSTEMS.trait) tell('fhir.code', { code: `${system ?? ''} ${code ?? ''}`.trim() });
    for (const field of Object.keys(item)) if (!READ_OF_QUESTION.has(field)) tell('fhir.field', { field });
    for (const { url } of item.extension ?? []) if (!READ_EXTENSIONS.has(url)) tell('fhir.field', { field: url });
  }

  private wordsOf({ text, _text }: Partial<Pick<QuestionnaireItem, 'text' | '_text'>>, tell: Tell): Wording {
    const { wording, strange } = fromFhir(text, _text, this.base);
    for (const language of strange) tell('fhir.language', { language });
    return wording;
  }

  private tellAt(place: string): Tell {
    return (code, values = {}) => this.notMapped.push({ place, code, values });
  }
}

function traitOf({ code }: QuestionnaireItem): string | null {
  const trait: unknown = code?.find(({ system }) => system === SYSTEMS.trait)?.code;
  return typeof trait === 'string' ? trait : null;
}

/** A key of our own from a name of others: the same where it is one already, else made of its letters and digits. */
function keyFrom(name: string, isTaken: (key: string) => boolean, otherwise: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/([._-])[._-]+/g, '$1')
    .replaceAll(/^[._-]+|[._-]+$/g, '')
    .slice(0, 60)
    .replaceAll(/[._-]+$/g, '');
  const key = plain === '' ? otherwise : plain;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? key : `${key}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
