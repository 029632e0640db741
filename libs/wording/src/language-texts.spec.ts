import { CLIENT_LANGUAGES } from '#libs/platform';
import { textsBesideDutch } from './language-texts.js';
import { missingIn } from './shipped-texts.js';

describe('the texts of a language beside the Dutch ones', () => {
  it('are all texts there are, each with its translation', () => {
    const parts = textsBesideDutch('en');
    expect(parts.map(({ part }) => part)).toEqual(['items', 'answering', 'templates', 'sharing']);
    const invitation = parts[2]?.texts.find(({ key }) => key === 'check_in_invitation.sms');
    expect(invitation?.dutch).toContain('Werkplein: wilt u');
    expect(invitation?.theirs).toContain('{{link}}');
    expect(parts[1]?.texts.length).toBeGreaterThan(50);
  });

  it('are for Dutch themselves', () => {
    for (const { texts } of textsBesideDutch('nl')) expect(texts.filter(({ dutch, theirs }) => dutch !== theirs)).toEqual([]);
  });

  it.each(CLIENT_LANGUAGES)('lack in %s exactly what is missing', (language) => {
    const lacking = textsBesideDutch(language).flatMap(({ part, texts }) =>
      texts.filter(({ theirs }) => theirs === null).map(({ key }) => `${part}.${key}`),
    );
    expect(lacking.toSorted()).toEqual([...missingIn(language)].toSorted());
  });
});
