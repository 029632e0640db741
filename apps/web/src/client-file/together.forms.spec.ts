import { EVERY_KIND } from '../../../../test/support/factories/every-kind.js';
import { readTogether } from './together.forms.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const read = (form: Record<string, unknown>) => {
  const { answers, problems } = readTogether(form, EVERY_KIND.items, TODAY);
  return {
    answers: answers.map(({ item, state, value, said }) => `${item} ${said ?? value ?? state}`),
    problems: [...problems].map(([item, { code }]) => `${item} ${code}`),
  };
};

describe('what was filled in together', () => {
  it.each([
    ['nothing', {}, []],
    ['a button', { 'antwoord-caring': '1', 'was-caring': '' }, ['caring 1']],
    ['what stood there already', { 'antwoord-caring': '1', 'was-caring': '1' }, []],
    ['a number', { 'invoer-hours': '12', 'was-invoer-hours': '' }, ['hours 12']],
    ['the same number', { 'invoer-hours': '12', 'was-invoer-hours': '12' }, []],
    ['boxes', { 'invoer-help': ['1', '3'], 'was-invoer-help': '1' }, ['help 1,3']],
    ['one box', { 'invoer-help': '2', 'was-invoer-help': '' }, ['help 2']],
    ['a date', { 'invoer-since': '2020-02-29' }, ['since 2020-02-29']],
    ['the same words, with line ends as a browser sends them', { 'invoer-more': 'a\r\nb', 'was-invoer-more': 'a\nb' }, []],
    ['a refusal over what was typed', { 'antwoord-hours': 'refused', 'invoer-hours': '12', 'was-invoer-hours': '' }, ['hours refused']],
    ['a number over a refusal that stood', { 'antwoord-hours': 'refused', 'was-hours': 'refused', 'invoer-hours': '12' }, ['hours 12']],
    ['words like a button', { 'invoer-more': 'refused' }, ['more refused']],
    ['passed over', { 'antwoord-help': 'skipped', 'was-help': '' }, ['help skipped']],
    ['an answer that is none', { 'antwoord-caring': '9', 'was-caring': '' }, []],
    ['a field that was emptied', { 'invoer-hours': '', 'was-invoer-hours': '12' }, []],
  ])('%s', (_, form, answers) => {
    expect(read(form)).toEqual({ answers, problems: [] });
  });

  it('tells what is wrong with what was typed', () => {
    expect(read({ 'invoer-hours': '99', 'invoer-since': '2030-01-01', 'invoer-more': 'x'.repeat(101) }).problems).toEqual([
      'hours too-high',
      'since too-late',
      'more too-long',
    ]);
  });
});
