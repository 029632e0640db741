import { aDefinition, anItem } from '../../../../test/support/factories/questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import { isAskableByMessage, modulesOf, needsApproval } from './modules-of.js';

describe('what a questionnaire asks that is not for everybody to ask', () => {
  it('is told by module, each once', () => {
    const items = [
      anItem('a', { module: 'loneliness' }),
      anItem('b', { module: 'health' }),
      anItem('c', { module: 'health' }),
      anItem('d'),
    ];
    expect(modulesOf({ items })).toEqual(['health', 'loneliness']);
    expect(modulesOf(aDefinition())).toEqual([]);
    expect(modulesOf(STANDARD_QUESTIONNAIRE)).toEqual(['health']);
  });

  it('needs the approval of a second person when it is sensitive or in a module', () => {
    expect(needsApproval(aDefinition())).toBe(false);
    expect(needsApproval({ items: [anItem('a'), anItem('b', { sensitive: true })] })).toBe(true);
    expect(needsApproval({ items: [anItem('a', { module: 'health' })] })).toBe(true);
  });

  it('never stands in a text message, and neither does what has to be typed', () => {
    expect(isAskableByMessage(anItem('a'))).toBe(true);
    expect(isAskableByMessage(anItem('a', { kind: 'yes_no' }))).toBe(true);
    expect(isAskableByMessage(anItem('a', { sensitive: true }))).toBe(false);
    expect(isAskableByMessage(anItem('a', { kind: 'several' }))).toBe(false);
    for (const kind of ['number', 'date', 'text'] as const) expect(isAskableByMessage(anItem('a', { kind, options: [] }))).toBe(false);
  });
});
