import { sources, withoutComments, type Source } from './sources.js';

/**
 * What people wrote in their own words, and that a word of it may have meant danger, is for a person to read. What concludes something about
 * people must not even be able to see it.
 */
const CONCLUDE = ['questionnaires', 'profiles', 'interventions', 'rules', 'planning', 'outflow'];
const OWN_WORDS = /\b(inbox_message|inbox_candidate|inbound_message|identity_question|coach_reply|crisis_\w+)\b/g;
const KEEP_OWN_WORDS = /#libs\/(inbox|conversations)\b/g;

describe('what somebody wrote in danger', () => {
  const concluding = sources(
    CONCLUDE.map((library) => `libs/${library}`),
    /\.(ts|json|sql)$/,
  );

  it('is never a trait, an input of a rule, a plan or a figure', () => {
    expect(concluding.flatMap(sinsOf)).toEqual([]);
    for (const library of CONCLUDE) expect(concluding.some(({ file }) => file.startsWith(`libs/${library}/src/`))).toBe(true);
  });

  it('is found where it is kept, so a reading that finds nothing has read', () => {
    expect(sources(['libs/inbox'], /\.ts$/).flatMap(sinsOf).length).toBeGreaterThan(10);
  });

  it.each([
    ["import { CrisisService } from '#libs/inbox';", ['#libs/inbox']],
    ["import { HearingService } from '#libs/conversations';", ['#libs/conversations']],
    ['const sql = `select count(*) from crisis_alert where client_id = $1`;', ['crisis_alert']],
    ['await tx.query(`select body from inbox_message`);', ['inbox_message']],
    ['const sql = `select body from inbound_message join crisis_notice on true`;', ['crisis_notice', 'inbound_message']],
    ['// a crisis_alert is none of our business\nconst crisis = 1;', []],
  ])('is not seen by a library that concludes: %s', (text, found) => {
    expect(sinsOf({ file: 'libs/rules/src/sinner.ts', text })).toEqual(found.map((sin) => `libs/rules/src/sinner.ts sees ${sin}`));
  });
});

function sinsOf({ file, text }: Source): string[] {
  const said = withoutComments(text);
  const seen = [...said.matchAll(OWN_WORDS), ...said.matchAll(KEEP_OWN_WORDS)].map(([word]) => word);
  return [...new Set(seen)].toSorted().map((word) => `${file} sees ${word}`);
}
