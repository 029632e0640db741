/**
 * Words that tell whoever reads along over a shoulder how somebody is, what they have or what they answered. A `*` stands for the rest of a
 * word. They may stand behind a link, never in a message.
 */
export const TELLING_WORDS: Readonly<
  Record<'nl' | 'en', { health: readonly string[]; money: readonly string[]; answer: readonly string[] }>
> = {
  nl: {
    health: [
      'gezond*',
      'ongezond*',
      'ziek*',
      'lichaam*',
      'lichamelijk*',
      'stress*',
      'zorgen',
      'psych*',
      'geestelijk*',
      'mentaal',
      'mentale',
      'depress*',
      'verslav*',
      'verslaaf*',
      'medisch*',
      'medicijn*',
      'dokter*',
      'arts',
      'artsen',
      'huisarts*',
      'zelfdoding*',
      'zelfmoord*',
      'suïcid*',
      'suicid*',
      'eenzaam*',
      'beperking*',
      'handicap*',
      'arbeidsongeschikt*',
      'zwanger*',
      'mantelzorg*',
      'klacht*',
      'therapie*',
      'ggz',
      'burn-out*',
      'burnout*',
      'angst*',
      'pijn*',
      'diagnose*',
      'laaggeletterd*',
    ],
    money: [
      'schuld*',
      'geld*',
      'uitkering*',
      'bijstand*',
      'participatiewet',
      'werkloos*',
      'toeslag*',
      'kredietbank',
      'dakloos*',
      'inkomen*',
      'armoede',
      'sanctie*',
      'maatregel*',
      'boete*',
      'korting',
      'fraude*',
    ],
    answer: [
      'score*',
      'belemmer*',
      'heel slecht',
      'zeer slecht',
      'slecht',
      'gaat wel',
      'heel goed',
      'zeer goed',
      'heel moeilijk',
      'heel makkelijk',
      'rondkomen',
    ],
  },
  en: {
    health: [
      'health*',
      'unhealth*',
      'ill',
      'illness*',
      'sick*',
      'body',
      'bodily',
      'stress*',
      'worry',
      'worries',
      'worried',
      'mental*',
      'psych*',
      'depress*',
      'addict*',
      'medical*',
      'medicine*',
      'doctor*',
      'suicid*',
      'lonely',
      'loneliness',
      'disab*',
      'handicap*',
      'pregnan*',
      'carer*',
      'complain*',
      'therap*',
      'burn-out*',
      'burnout*',
      'anxi*',
      'pain*',
      'diagnos*',
      'illitera*',
    ],
    money: ['debt*', 'money', 'benefit*', 'welfare', 'unemploy*', 'allowance*', 'homeless*', 'income*', 'poverty', 'sanction*', 'fraud*'],
    answer: ['score*', 'barrier*', 'very bad', 'bad', 'so-so', 'very good', 'very hard', 'very easy', 'make ends meet'],
  },
};

/** A message about getting help at once has to name it: the official sentence does. */
export const HELP_WORDS: readonly string[] = ['zelfdoding*', 'zelfmoord*', 'suicid*', 'suïcid*', 'huisarts*', 'dokter*', 'doctor*'];

/** The words of a list that stand in a text, as they are written there. Whole words, whatever the case. */
export function wordsIn(text: string, words: readonly string[]): string[] {
  return words.flatMap((word) => patternOf(word).exec(text)?.[0] ?? []);
}

function patternOf(word: string): RegExp {
  let pattern = patterns.get(word);
  if (!pattern) {
    const letters = word
      .replace(/\*$/, '')
      .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(' ', String.raw`\s+`);
    const end = word.endsWith('*') ? String.raw`[\p{L}\p{M}]*` : String.raw`(?![\p{L}\p{M}\p{N}])`;
    patterns.set(word, (pattern = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])${letters}${end}`, 'iu')));
  }
  return pattern;
}

const patterns = new Map<string, RegExp>();
