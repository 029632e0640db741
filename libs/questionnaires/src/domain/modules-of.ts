import { MODULES, type Item, type ModuleKey, type QuestionnaireDefinition } from './definition.js';

/** The modules that its items belong to, in the order of the product. */
export function modulesOf(definition: Pick<QuestionnaireDefinition, 'items'>): ModuleKey[] {
  const used = new Set(definition.items.map(({ module }) => module));
  return MODULES.filter((module) => used.has(module));
}

/** Whether it may be published by one person alone: somebody else looks at what is sensitive or belongs to a module first. */
export function needsApproval(definition: Pick<QuestionnaireDefinition, 'items'>): boolean {
  return definition.items.some(({ sensitive, module }) => sensitive || module);
}

/** What may stand in a text message and be answered with one digit; the rest is asked behind the link. */
export function isAskableByMessage({ kind, sensitive, options }: Item): boolean {
  return !sensitive && (kind === 'choice' || kind === 'scale' || kind === 'yes_no') && options.length > 0;
}
