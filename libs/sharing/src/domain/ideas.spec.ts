import { STANDARD_CATALOGUE } from '#libs/interventions';
import { hardWords, longSentences } from '#libs/wording';
import { ideaOf } from './ideas.js';

const SUGGESTIBLE = STANDARD_CATALOGUE.all.filter(({ suggestible }) => suggestible);

describe('what a suggestion is, in words for who gets it', () => {
  it.each(SUGGESTIBLE.map((type) => [type.code, type] as const))('is there for %s, to the client and not about the client', (_, type) => {
    const idea = ideaOf(type);
    expect(idea?.nl).not.toMatch(/de klant/i);
    expect(idea?.en).not.toMatch(/the client/i);
    expect([...hardWords(idea!.nl), ...longSentences(idea!.nl)]).toEqual([]);
  });

  it('is for the coach to tell where the office has its own words, or its own catalogue', () => {
    const [type] = SUGGESTIBLE;
    expect(ideaOf({ code: 'ZOMERSCHOOL', summary: type!.summary })).toBeNull();
    expect(ideaOf({ ...type!, summary: { nl: 'Iets heel anders.', en: 'Something else.' } })).toBeNull();
  });
});
