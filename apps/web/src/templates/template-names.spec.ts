import { problemsWithTemplate, TEMPLATE_PURPOSES, TEMPLATES, type Finding } from '#libs/wording';
import { texts } from '../http/views.js';
import { channelsOf, GROUPS } from './template-names.js';
import { problemInWords } from './preview.page.js';

const LANGUAGES = ['nl', 'en'] as const;

describe('the messages on the screens', () => {
  it('are all there, each in one group and with its words', () => {
    expect(Object.values(GROUPS).flat().toSorted()).toEqual([...TEMPLATE_PURPOSES].toSorted());
    for (const language of LANGUAGES)
      for (const purpose of TEMPLATE_PURPOSES)
        for (const word of ['name', 'when']) expect(texts.has(language, `templates.purpose.${purpose}.${word}`)).toBe(true);
  });

  it('have a meaning for every field that may stand in them', () => {
    const fields = TEMPLATE_PURPOSES.flatMap((purpose) =>
      channelsOf(purpose).flatMap(
        (channel) => (TEMPLATES[purpose] as Record<string, { fields: readonly string[] }>)[channel]?.fields ?? [],
      ),
    );
    expect(fields).toContain('question');
    for (const language of LANGUAGES)
      for (const field of new Set(fields)) expect([field, texts.has(language, `templates.field.${field}`)]).toEqual([field, true]);
  });

  it.each([
    ['', 'Hier moet nog iets staan.'],
    ['{{naam}}', 'Het veld ‘naam’ bestaat hier niet (regel 1, teken 1).'],
    ['{{> x}}', '‘{{> x}}’ mag hier niet (regel 1, teken 1). Alleen de velden die eronder staan, mogen.'],
    ['{{#if', 'Er klopt iets niet met de haakjes, rond regel 1.'],
    ['Dag', 'Het veld {{link}} moet erin, en altijd te zien zijn.'],
    ['Geachte heer', '‘heer’ is een naam, een aanspreekvorm of een plaats voor een naam.'],
    ['Mail a@b.nl', '‘a@b.nl’ is een e-mailadres.'],
    ['Bent u ziek?', '‘ziek’ gaat over gezondheid.'],
    ['Heeft u schulden?', '‘schulden’ gaat over geld.'],
    ['Antwoord JA', 'vraagt om een antwoord, maar op onze sms kan niemand antwoorden'],
    ['x '.repeat(300), 'Meer dan 3 mag niet.'],
    ['x '.repeat(3000), 'Er mogen hooguit 4000 tekens in.'],
  ])('say in words what is wrong with %j', (body, words) => {
    const key = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'u' } as const;
    const found = problemsWithTemplate({ ...key, subject: null, body }, { canReply: false });
    expect(found.map((finding) => problemInWords(finding, 'nl')).join(' ')).toContain(words);
  });

  it('never turn what somebody typed into something else', () => {
    const finding: Finding = { field: 'body', key: 'name', values: { what: '{{language}} $t(templates.title)' } };
    expect(problemInWords(finding, 'nl')).toContain('‘{{language}} $t(templates.title)’');
  });
});
