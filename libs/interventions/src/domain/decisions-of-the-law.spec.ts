import { STANDARD_CATALOGUE } from './catalogue.js';
import { DECISIONS_OF_THE_LAW, forbiddenWords } from './decisions-of-the-law.js';

describe('a text of the catalogue', () => {
  it.each([
    'Maatregel na niet meewerken',
    'Boete voor te laat komen',
    'bestuurlijke boete',
    'Sanctie',
    'SANCTIES',
    'Sanctiegesprek',
    'Korting op de uitkering',
    'De uitkering wordt gekort of er komt een korting',
    'strafkorting',
    'De bijstand verlagen',
    'Verlaging van de uitkering',
    'Stopzetten van de uitkering',
    'Uitkering intrekken',
    'Terugvordering van bijstand',
    'Het bedrag terugbetalen',
    'Ontheffing van de plicht om werk te zoeken',
    'Vrijstelling',
    'Beëindiging van de uitkering',
    'Verplichte tegenprestatie',
    'Handhaving',
    'Onderzoek naar fraude',
    'Huisbezoek',
    'Sanction interview',
    'A fine of fifty euros',
    'Exemption from looking for work',
    'Benefits are cut: a penalty',
    'Suspension of benefit: the office can suspend the benefit',
    'Repayment',
    'Mandatory course',
    'Fraud check',
  ])('is refused when it says "%s"', (text) => {
    expect(forbiddenWords(text)).not.toEqual([]);
  });

  it.each([
    'Taalcursus',
    'Loonkostensubsidie: de werkgever krijgt een deel van het loon vergoed',
    'Kinderopvang zoeken en de toeslag aanvragen',
    'Sneller uit de uitkering: samen een baan zoeken',
    'Hulp voor wie een strafblad heeft',
    'Leren omgaan met een beperking',
    'Workshop straatfotografie',
    'How to apply for benefits',
    'Course on finding your own way',
  ])('may say "%s"', (text) => {
    expect(forbiddenWords(text)).toEqual([]);
  });

  it('gives back the words as they were written', () => {
    expect(forbiddenWords('Een Ándere naam: Sanctiegesprek')).toEqual(['Sanctiegesprek']);
  });

  it('is found with an accent in front of it, or written in capitals', () => {
    expect(forbiddenWords('é BOETE')).toEqual(['BOETE']);
  });
});

describe('the catalogue of the product', () => {
  it('says nothing of it, but for what prepares a decision of a person', () => {
    const told = STANDARD_CATALOGUE.all.flatMap(({ code, name, summary, forWhom, notFor, provider }) =>
      [name, summary, forWhom, notFor]
        .flatMap(({ nl, en }) => [nl, en])
        .concat(provider ?? '')
        .flatMap((text) => forbiddenWords(text, code)),
    );
    expect(told).toEqual([]);
  });

  it('has one thing that prepares a decision of the law, which may be called what it is and nothing else', () => {
    expect([...DECISIONS_OF_THE_LAW]).toEqual(['EXEMPTION_REVIEW']);
    expect(forbiddenWords('Beoordeling van een ontheffing', 'EXEMPTION_REVIEW')).toEqual([]);
    expect(forbiddenWords('Ontheffing of boete', 'EXEMPTION_REVIEW')).toEqual(['boete']);
    expect(forbiddenWords('Beoordeling van een ontheffing', 'CV_WORKSHOP')).toEqual(['ontheffing']);
  });
});
