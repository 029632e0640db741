/** The parts of FHIR R5 that we write and read (http://hl7.org/fhir/R5/questionnaire.html); the specs hold what we write against its own schema. */

export interface Extension {
  url: string;
  extension?: Extension[];
  valueCode?: string;
  valueString?: string;
  valueInteger?: number;
  valueDate?: string;
  _valueDate?: Element;
  valueDecimal?: number;
  valueCoding?: Coding;
  valueCodeableConcept?: { coding?: Coding[] };
  valueExpression?: { language: string; expression: string };
}

export interface Element {
  extension?: Extension[];
}

export interface Coding extends Element {
  system?: string;
  code?: string;
  display?: string;
  _display?: Element;
}

export interface EnableWhen {
  question: string;
  operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  answerBoolean?: boolean;
  answerInteger?: number;
  answerCoding?: Coding;
}

export interface QuestionnaireItem extends Element {
  linkId: string;
  text?: string;
  _text?: Element;
  type: string;
  code?: Coding[];
  enableWhen?: EnableWhen[];
  enableBehavior?: 'all' | 'any';
  required?: boolean;
  repeats?: boolean;
  maxLength?: number;
  answerConstraint?: 'optionsOnly';
  answerOption?: { valueCoding?: Coding; valueInteger?: number; valueString?: string }[];
  item?: QuestionnaireItem[];
}

export interface FhirQuestionnaire {
  resourceType: 'Questionnaire';
  url: string;
  version?: string;
  name: string;
  title: string;
  _title?: Element;
  status: 'draft' | 'active' | 'retired';
  subjectType: ['Patient'];
  date?: string;
  language: string;
  purpose: string;
  _purpose?: Element;
  copyright?: string;
  copyrightLabel?: string;
  item: QuestionnaireItem[];
}

export interface ResponseAnswer {
  valueCoding?: Coding;
  valueInteger?: number;
  _valueInteger?: Element;
  valueDate?: string;
  _valueDate?: Element;
  valueString?: string;
  _valueString?: Element;
}

export interface ResponseItem {
  linkId: string;
  text?: string;
  answer?: ResponseAnswer[];
  item?: ResponseItem[];
}

export interface FhirResponse {
  resourceType: 'QuestionnaireResponse';
  identifier?: { system: string; value: string }[];
  questionnaire: string;
  status: 'in-progress' | 'completed' | 'stopped';
  subject?: { type: 'Patient'; identifier: { system: string; value: string } };
  authored?: string;
  language?: string;
  item?: ResponseItem[];
}

/** Names that files carry; none of them is an address that answers. */
export const SYSTEMS = {
  questionnaire: 'urn:werkplein-check-in:questionnaire:',
  trait: 'urn:werkplein-check-in:trait',
  answer: 'urn:werkplein-check-in:answer',
  checkIn: 'urn:werkplein-check-in:check-in',
  client: 'urn:werkplein-check-in:client-number',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  itemControl: 'http://hl7.org/fhir/questionnaire-item-control',
} as const;

export const EXTENSIONS = {
  translation: 'http://hl7.org/fhir/StructureDefinition/translation',
  itemControl: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  orientation: 'http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation',
  unit: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  weight: 'http://hl7.org/fhir/StructureDefinition/itemWeight',
  minValue: 'http://hl7.org/fhir/StructureDefinition/minValue',
  maxValue: 'http://hl7.org/fhir/StructureDefinition/maxValue',
  calculated: 'http://hl7.org/fhir/StructureDefinition/cqf-calculatedValue',
  dataAbsentReason: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;

/** Where our own parts that are no question stand in a file. */
export const LINKS = { section: 'section/', help: '/help', closing: 'closing' } as const;

/** How an answer without a value is said: http://terminology.hl7.org/CodeSystem/data-absent-reason. Who was passed over was asked, and is unknown. */
export const ABSENT = { refused: 'asked-declined', unknown: 'asked-unknown', skipped: 'unknown' } as const;

/** The extensions with this address. A file of others may have anything where extensions belong. */
export function extensionsOf(element: Element | undefined, url: string): Extension[] {
  const extensions: unknown = element?.extension;
  return Array.isArray(extensions)
    ? (extensions as (Extension | null)[]).filter((extension) => extension?.url === url).map((one) => one ?? { url })
    : [];
}

/** The first of them, or undefined. */
export function extensionOf(element: Element | undefined, url: string): Extension | undefined {
  return extensionsOf(element, url)[0];
}
