import type { Catalogue } from '#libs/interventions';
import { findTrait } from '#libs/profiles';
import { ruleInWords } from '../domain/in-words.js';
import type { Condition, RuleDefinition } from '../domain/rule.js';
import { REGISTER_TEXTS } from './register-texts.js';

/** What only the municipality knows. */
export interface RegisterGiven {
  /** By its name in TOOI, such as `gemeente Utrecht`. */
  organization: string;
  /** An e-mail address or an https address. */
  contact: string;
  website?: string | undefined;
  /** Where the rules can be read in plain words. */
  rulesUrl?: string | undefined;
  /** Where the assessments can be read. */
  dpia?: string | undefined;
  iama?: string | undefined;
}

/** A record of the Algoritmeregister, publication standard 1.0: every field it knows but `lars` and `publication_dt`, which the register sets. */
export interface RegisterRecord {
  name: string;
  description_short: string;
  organization: string;
  category: string[];
  status: 'In ontwikkeling' | 'In gebruik' | 'Buiten gebruik';
  begin_date?: string;
  contact_email: string;
  website?: string;
  publication_category: string;
  url?: string;
  goal: string;
  proportionality: string;
  human_intervention: string;
  risks: string;
  lawful_basis: string;
  lawful_basis_grouping: { title: string; link: string }[];
  impacttoetsen: string;
  impacttoetsen_grouping: { title: string; link: string }[];
  source_data: string;
  source_data_grouping: { title: string; link?: string }[];
  methods_and_models: string;
  provider: string;
  lang: 'nld';
  standard_version: '1.0';
  source_id: string;
  tags: string;
}

/** The longest texts that the standard takes. */
export const LONGEST_METHODS = 5000;
export const LONGEST_SOURCES = 2500;

/**
 * The record of the rules in force. When they are longer than the standard takes, the last ones are there by name only, and when even that is too
 * long the list ends at a whole rule; either is said.
 * @param rules in the order in which they are to be told
 * @returns the record, how many rules are there by name only or not at all, and how many traits did not fit
 */
export function algorithmRegisterRecord(
  rules: readonly RuleDefinition[],
  catalogue: Catalogue,
  { organization, contact, website, rulesUrl, dpia, iama }: RegisterGiven,
): { record: RegisterRecord; namedOnly: number; rulesLeftOut: number; sourcesLeftOut: number } {
  const methods = methodsOf(rules, catalogue, rulesUrl);
  const sources = listWithin(
    sourcesOf(rules).map(escape),
    LONGEST_SOURCES,
    REGISTER_TEXTS.sources,
    (count) => `<p>En nog ${count} andere kenmerken.</p>`,
  );
  const began = rules.map(({ validFrom }) => validFrom.slice(0, 7)).toSorted()[0];
  const { name, description, goal, proportionality, human, risks, lawful, laws, assessments, tags } = REGISTER_TEXTS;
  const record: RegisterRecord = {
    name,
    description_short: description,
    organization,
    category: ['Sociale zekerheid', 'Werk'],
    status: rules.length > 0 ? 'In gebruik' : 'In ontwikkeling',
    ...(began ? { begin_date: began } : {}),
    contact_email: contact,
    ...(website ? { website } : {}),
    publication_category: 'Impactvolle algoritmes',
    ...(rulesUrl ? { url: rulesUrl } : {}),
    goal,
    proportionality,
    human_intervention: human,
    risks,
    lawful_basis: lawful,
    lawful_basis_grouping: laws,
    impacttoetsen: assessments,
    impacttoetsen_grouping: [
      ...(dpia ? [{ title: 'Data Protection Impact Assessment (DPIA)', link: dpia }] : []),
      ...(iama ? [{ title: 'Impact Assessment Mensenrechten en Algoritmes (IAMA)', link: iama }] : []),
    ],
    source_data: sources.html,
    source_data_grouping: [],
    methods_and_models: methods.html,
    provider: 'Werkplein Check-in (open source, EUPL-1.2)',
    lang: 'nld',
    standard_version: '1.0',
    source_id: 'werkplein-check-in-suggesties',
    tags,
  };
  return { record, namedOnly: methods.namedOnly, rulesLeftOut: methods.leftOut, sourcesLeftOut: sources.leftOut };
}

/** As many rules as fit in whole sentences, the rest by name. */
function methodsOf(rules: readonly RuleDefinition[], catalogue: Catalogue, url: string | undefined) {
  const where = url ? `: zie ${escape(url)}` : '';
  const named = rules.map(({ title }) => escape(title.nl));
  const told = rules.map((rule, at) => `${named[at]}: ${escape(sentencesOf(rule, catalogue))}`);
  for (let count = rules.length; count >= 0; count -= 1) {
    const namedOnly = rules.length - count;
    const remark = namedOnly > 0 ? `<p>Van ${namedOnly} regels staat hier alleen de naam${where}.</p>` : '';
    const html = REGISTER_TEXTS.methods + list([...told.slice(0, count), ...named.slice(count)]) + remark;
    if (html.length <= LONGEST_METHODS) return { html, namedOnly, leftOut: 0 };
  }
  const cut = listWithin(named, LONGEST_METHODS, REGISTER_TEXTS.methods, (count) => `<p>En nog ${count} andere regels${where}.</p>`);
  return { ...cut, namedOnly: rules.length - cut.leftOut };
}

/** `Als … is. De regel stelt voor: …` */
function sentencesOf(rule: RuleDefinition, catalogue: Catalogue): string {
  const { when, then } = ruleInWords(rule, catalogue, 'nl');
  return [when, ...then].join(' ');
}

/** What the rules read, in words, each once: the traits in their own order, then what is known of the benefit and of what was done. */
export function sourcesOf(rules: readonly Pick<RuleDefinition, 'when'>[]): string[] {
  const leaves = rules.flatMap(({ when }) => leavesOf(when));
  const traits = new Set(leaves.flatMap((leaf) => ('trait' in leaf ? [leaf.trait] : [])));
  const others = Object.entries(REGISTER_TEXTS.circumstances).filter(([key]) => leaves.some((leaf) => key in leaf && !('trait' in leaf)));
  return [
    ...[...traits].map((trait) => findTrait(trait)?.label.nl ?? trait).toSorted((a, b) => a.localeCompare(b, 'nl')),
    ...others.map(([, words]) => words),
  ];
}

/** Every condition that joins no others. */
function leavesOf(condition: Condition): Condition[] {
  for (const join of ['all', 'any', 'none', 'of'] as const) {
    const parts = (condition as Record<string, unknown>)[join];
    if (Array.isArray(parts)) return (parts as Condition[]).flatMap(leavesOf);
  }
  return [condition];
}

/** An introduction and a list of as many lines as fit, whole; and how many more there are. */
function listWithin(
  lines: readonly string[],
  longest: number,
  introduction: string,
  more: (count: number) => string,
): { html: string; leftOut: number } {
  for (let count = lines.length; count >= 0; count -= 1) {
    const leftOut = lines.length - count;
    const html = introduction + list(lines.slice(0, count)) + (leftOut > 0 ? more(leftOut) : '');
    if (html.length <= longest) return { html, leftOut };
  }
  throw new RangeError('the introduction alone is longer than the standard takes');
}

function list(lines: readonly string[]): string {
  return lines.length > 0 ? `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>` : '';
}

/** The standard takes a few tags, and these texts are none. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
