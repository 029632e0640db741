import Handlebars from 'handlebars';
import type { TemplateField, TemplateText } from './templates.js';

/** Text, a field, or what stands there only when a field has a value. */
type Part = string | { field: string } | { when: string; then: Part[]; otherwise: Part[] };

export interface ParsedTemplate {
  parts: readonly Part[];
  /** Every field that is named, once. */
  fields: ReadonlySet<string>;
}

/** What is in a template that may not be there, and where: from 1, as in an editor. */
export interface SyntaxProblem {
  key: 'unknown-field' | 'not-allowed' | 'unreadable';
  what: string;
  line: number;
  column: number;
}

export type FieldValues = Partial<Record<TemplateField, string>>;

/**
 * Reads a template: text, `{{field}}`, and `{{#if field}}…{{else}}…{{/if}}`. The rest of Handlebars is refused: whoever may write a text
 * must not be able to reach anything else with it.
 */
export function parseTemplate(text: string, allowed: readonly string[]): ParsedTemplate | { problems: SyntaxProblem[] } {
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(text);
  } catch (error) {
    const [, line = '1'] = /on line (\d+)/.exec(String(error)) ?? [];
    return { problems: [{ key: 'unreadable', what: '', line: Number(line), column: 1 }] };
  }
  const problems: SyntaxProblem[] = [];
  const fields = new Set<string>();
  const parts = readProgram(program);
  return problems.length > 0 ? { problems } : { parts, fields };

  function readProgram({ body }: hbs.AST.Program): Part[] {
    return body.flatMap((statement): Part[] => {
      switch (statement.type) {
        case 'ContentStatement':
          return [(statement as hbs.AST.ContentStatement).value];
        case 'MustacheStatement':
          return readField(statement as hbs.AST.MustacheStatement);
        case 'BlockStatement':
          return readCondition(statement as hbs.AST.BlockStatement);
        default:
          return refuse('not-allowed', statement);
      }
    });
  }

  function readField(statement: hbs.AST.MustacheStatement): Part[] {
    const name = nameOf(statement.path);
    // With three braces nothing would be escaped, and with parameters something would be called.
    if (name === null || !(statement as { escaped?: boolean }).escaped || hasMore(statement)) return refuse('not-allowed', statement);
    return isKnown(name, statement) ? [{ field: name }] : [];
  }

  function readCondition(block: hbs.AST.BlockStatement): Part[] {
    const [condition, ...others] = block.params;
    const name = condition ? nameOf(condition) : null;
    const isIf = nameOf(block.path) === 'if' && others.length === 0 && !block.hash?.pairs.length;
    if (!isIf || name === null || block.program.blockParams?.length) return refuse('not-allowed', block);
    if (!isKnown(name, block)) return [];
    return [{ when: name, then: readProgram(block.program), otherwise: block.inverse ? readProgram(block.inverse) : [] }];
  }

  function isKnown(name: string, { loc }: hbs.AST.Node): boolean {
    if (!allowed.includes(name)) problems.push({ key: 'unknown-field', what: name, ...placeOf(loc) });
    fields.add(name);
    return allowed.includes(name);
  }

  function refuse(key: SyntaxProblem['key'], { loc }: hbs.AST.Node): Part[] {
    problems.push({ key, what: excerptAt(text, loc), ...placeOf(loc) });
    return [];
  }
}

/** Fills in the values as they are, without escaping. A value that is missing leaves nothing behind: not even its space. */
export function fillIn({ parts }: ParsedTemplate, values: FieldValues): string {
  return tidy(fill(parts, values));
}

/** What of a text is parsed: the body, and of an e-mail the subject too. */
export interface ParsedText {
  subject: ParsedTemplate | null;
  body: ParsedTemplate;
}

/** @returns null when the text cannot be read: it has fields that are not allowed, or is no template */
export function parseText({ subject, body }: TemplateText, allowed: readonly string[]): ParsedText | null {
  const parsed = { subject: subject === null ? null : parseTemplate(subject, allowed), body: parseTemplate(body, allowed) };
  if ('problems' in parsed.body || (parsed.subject && 'problems' in parsed.subject)) return null;
  return parsed as ParsedText;
}

function fill(parts: readonly Part[], values: FieldValues): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('field' in part) return values[part.field as TemplateField] ?? '';
      return fill(values[part.when as TemplateField] ? part.then : part.otherwise, values);
    })
    .join('');
}

/** An empty value leaves no double space, no space at the end of a line, and no more than one empty line. */
function tidy(text: string): string {
  const trimmed = text.trim();
  if (!UNTIDY.test(trimmed)) return trimmed;
  return trimmed
    .replaceAll(/[ \t]{2,}/g, ' ')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const UNTIDY = /[ \t][ \t\n]|\n\n\n/;

/** Of `{{name}}`; null for anything that is more than a name: a path, a literal, a call. */
function nameOf(expression: hbs.AST.Expression | hbs.AST.PathExpression | hbs.AST.Literal): string | null {
  const { type, data, depth, parts, original } = expression as hbs.AST.PathExpression;
  return type === 'PathExpression' && !data && depth === 0 && parts.length === 1 && parts[0] === original ? original : null;
}

function hasMore({ params, hash }: hbs.AST.MustacheStatement): boolean {
  return params.length > 0 || (hash?.pairs.length ?? 0) > 0;
}

function placeOf({ start }: hbs.AST.SourceLocation): { line: number; column: number } {
  return { line: start.line, column: start.column + 1 };
}

function excerptAt(text: string, { start, end }: hbs.AST.SourceLocation): string {
  const line = text.split('\n')[start.line - 1] ?? '';
  return line.slice(start.column, start.line === end.line ? end.column : undefined).slice(0, 40);
}
