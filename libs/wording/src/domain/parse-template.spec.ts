import fc from 'fast-check';
import { fillIn, parseTemplate, parseText, type ParsedTemplate } from './parse-template.js';

const FIELDS = ['link', 'stop', 'question'];
const LINK = 'https://werkplein.example/c/0123456789abcdef';

describe('a template', () => {
  it.each([
    ['Kijk hier: {{link}}', `Kijk hier: ${LINK}`],
    ['{{ link }}', LINK],
    ['{{#if link}}Hier: {{link}}{{/if}}', `Hier: ${LINK}`],
    ['{{#if stop}}Stop{{else}}Ga door{{/if}}', 'Ga door'],
    ['{{#if link}}{{#if stop}}a{{else}}b{{/if}}{{/if}}', 'b'],
    ['Eén: {{{{ niet }}', null],
    ['Een < twee & "drie"', 'Een < twee & "drie"'],
    ['Zonder velden', 'Zonder velden'],
  ])('%j becomes %j', (text, expected) => {
    const parsed = parseTemplate(text, FIELDS);
    expect('problems' in parsed ? null : fillIn(parsed, { link: LINK })).toBe(expected);
  });

  it.each([
    ['Geen sms meer? {{stop}} Dag', 'Geen sms meer? Dag'],
    ['{{question}}\n{{stop}}', 'Hoe gaat het?'],
    ['{{question}}\n\n{{stop}}\n\nDag', 'Hoe gaat het?\n\nDag'],
    ['  {{question}}  ', 'Hoe gaat het?'],
  ])('%j leaves no hole where a value is empty', (text, expected) => {
    expect(fillIn(read(text), { question: 'Hoe gaat het?', stop: '' })).toBe(expected);
  });

  it('fills a value in as it is: what a value holds is no template', () => {
    expect(fillIn(read('{{question}}'), { question: '{{link}} <b>&amp;</b>', link: LINK })).toBe('{{link}} <b>&amp;</b>');
  });

  it.each([
    ['Dag {{naam}}', 'unknown-field', 'naam', 1, 5],
    ['Een\nTwee {{#if vrouw}}x{{/if}}', 'unknown-field', 'vrouw', 2, 6],
    ['{{{link}}}', 'not-allowed', '{{{link}}}', 1, 1],
    ['{{&link}}', 'not-allowed', '{{&link}}', 1, 1],
    ['{{link.length}}', 'not-allowed', '{{link.length}}', 1, 1],
    ['{{../link}}', 'not-allowed', '{{../link}}', 1, 1],
    ['{{this}}', 'not-allowed', '{{this}}', 1, 1],
    ['{{this.link}}', 'not-allowed', '{{this.link}}', 1, 1],
    ['{{@root.link}}', 'not-allowed', '{{@root.link}}', 1, 1],
    ['{{lookup link "x"}}', 'not-allowed', '{{lookup link "x"}}', 1, 1],
    ['{{link x=1}}', 'not-allowed', '{{link x=1}}', 1, 1],
    ['{{"link"}}', 'not-allowed', '{{"link"}}', 1, 1],
    ['{{constructor}}', 'unknown-field', 'constructor', 1, 1],
    ['{{__proto__}}', 'unknown-field', '__proto__', 1, 1],
    ['{{#each link}}x{{/each}}', 'not-allowed', '{{#each link}}x{{/each}}', 1, 1],
    ['{{#unless link}}x{{/unless}}', 'not-allowed', '{{#unless link}}x{{/unless}}', 1, 1],
    ['{{#if link stop}}x{{/if}}', 'not-allowed', '{{#if link stop}}x{{/if}}', 1, 1],
    ['{{#if (eq link 1)}}x{{/if}}', 'not-allowed', '{{#if (eq link 1)}}x{{/if}}', 1, 1],
    ['{{> deel}}', 'not-allowed', '{{> deel}}', 1, 1],
    ['{{#link}}x{{/link}}', 'not-allowed', '{{#link}}x{{/link}}', 1, 1],
    ['{{! niemand leest dit }}', 'not-allowed', '{{! niemand leest dit }}', 1, 1],
    ['Dag {{link', 'unreadable', '', 1, 1],
    ['Een\n{{#if link}}x', 'unreadable', '', 2, 1],
    ['{{#if link}}x{{/unless}}', 'unreadable', '', 1, 1],
  ])('may not hold %j: %s, at its place', (text, key, what, line, column) => {
    expect(parseTemplate(text, FIELDS)).toEqual({ problems: [{ key, what, line, column }] });
  });

  it('tells of everything that is wrong at once', () => {
    expect(parseTemplate('{{a}} {{{b}}} {{#if c}}{{d}}{{/if}}', FIELDS)).toMatchObject({
      problems: [{ what: 'a' }, { what: '{{{b}}}' }, { what: 'c' }],
    });
  });

  it('whatever is typed, is read or refused, and never fails', () => {
    const typed = fc.array(
      fc.oneof(
        fc.constantFrom('{{', '}}', '{{{', '#if ', '/if', 'else', 'link', 'stop', '.', '~', '!', '\n', '"', '(', '@', '>', '&', '\\'),
        fc.string(),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(typed, (pieces) => {
        const parsed = parseTemplate(pieces.join(''), FIELDS);
        if ('problems' in parsed) expect(parsed.problems.length).toBeGreaterThan(0);
        else expect(typeof fillIn(parsed, { link: LINK })).toBe('string');
      }),
    );
  });

  it('of an e-mail has a subject without fields, and cannot be read when either is wrong', () => {
    expect(parseText({ subject: 'Dag', body: '{{link}}' }, FIELDS)?.subject?.fields).toEqual(new Set());
    expect(parseText({ subject: '{{naam}}', body: '{{link}}' }, FIELDS)).toBeNull();
    expect(parseText({ subject: 'Dag', body: '{{naam}}' }, FIELDS)).toBeNull();
    expect(parseText({ subject: null, body: '{{link}}' }, FIELDS)?.subject).toBeNull();
  });

  function read(text: string): ParsedTemplate {
    const parsed = parseTemplate(text, FIELDS);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    return parsed;
  }
});
