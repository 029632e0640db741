import type { ClientLanguage } from '#libs/platform';

/** To what something is said. Without more it is "Hoe gaat het met u?", the first question. */
export interface Situation {
  to?: string;
  /** The question that was answered before it. */
  after?: string;
  /** What may still come in this conversation. */
  coming?: readonly string[];
  language?: ClientLanguage;
  /** The question left a moment ago: nobody can have read it. */
  isTooSoon?: true;
}

export interface Example {
  about: string;
  situation: Situation;
  says: string;
  reads: string;
}

const LANGUAGE = 'language.dutch_speaking';
const WORK = 'confidence.work';
const TRAVEL = 'mobility.transport';
const ZERO_TO_TEN = 'workability.self';

/**
 * What replies are read as: the documentation of the parser, and its test. Add one when somebody was misunderstood.
 *
 * Before the bar what is read, behind it what people write, with dots in between (⏎ is a new line, ␣ a space, ␀ a zero, ∅ nothing at all):
 * `4` that answer · `4 +` that answer, and a remark for the coach · `refused` · `unknown` · `4 2 1` answers to this question and the next ones ·
 * `was 3` the answer before is changed · `later` · `nothing` · `unclear` (asked once more) · `message` (for the coach)
 */
export const REPLY_EXAMPLES: readonly Example[] = [
  about('a digit, however it is written', {})`
      4          | 4 · 4. · 4) · (4) · #4 · 4! · 4!!! · ␣4␣ · ⏎4⏎ · "4" · *4* · - 4 · =4 · -> 4 · 4 :) · ٤ · ۴ · ４ · 4️⃣ · ४ · ④ · ⁴
      4          | ፬ · \u200f4 · 🙂 4 · 4 👍 · 4 🙏🏽 · ٤. · (٤)
      1          | 1
      5          | 5 · ５ · 5️⃣
  `,
  about('a digit with words that add nothing', {})`
      4          | nr 4 · nummer 4 · optie 4 · antwoord 4 · Antwoord: 4 · mijn antwoord is 4 · ik kies 4 · een 4 · doe maar 4
      4          | 4 dank u · 4 bedankt · Hallo, 4. Groetjes · 4 aub · ok 4 · 4, alstublieft · het is een 4 · number 4 please
      4          | My answer is 4 · 4 goed · 4 = goed · 4 (goed) · goed 4 · Goed (4) · 4. Goed · 4 good · 4goed
      1          | 1 heel slecht
  `,
  about('a number in words', {})`
      3          | drie · Drie · DRIE! · three · ik kies drie
      4          | vier · Four
      1          | een · één · eén · Een.
      5          | vijf
      refused    | nul · zero
      unclear    | zes
  `,
  about('the words of an option', {})`
      4          | goed · Goed · GOED · goed. · goed hoor · goed dank u · het gaat goed · met mij gaat het goed · good · fine thanks
      5          | heel goed · Heel  goed! · very good · zeer goed
      2          | slecht · ik voel me slecht · bad · I feel bad
      1          | heel slecht · zeer slecht · ik voel me heel slecht
      3          | gaat wel · het gaat wel · redelijk
  `,
  about('an answer and what explains it, for the coach', {})`
      4 +        | 4 maar het gaat wel · 4 maar ik slaap slecht · 4. Ik heb weer werk! · 4 maar niet altijd · 4 maar ik heb 2 kinderen
      4 +        | goed maar moe · goed, ik heb werk · Goed, en met u? · 4 hopelijk snel meer werk
      3 +        | 3 want ik ben moe · drie maar het gaat wel
      2 +        | 2, mijn moeder is ziek · Ik ben moe vandaag⏎2 · slecht omdat ik pijn heb
      5 +        | 5 because I found a job
      1 +        | 1 (belt u mij?)
  `,
  about('no answer, for it may say something else', {})`
      unclear    | niet goed · niet zo goed · niet slecht · geen 4 · bijna goed · goed en slecht · 1 goed · 4 slecht · 4 niet
      unclear    | not good · best goed · 3 of 4 · 3/4 · 3-4 · tussen 3 en 4 · 3 tot 4 · 3 or 4 · 4/5 · 4+ · ~4 · 3,5 · 3.5 · 4,2 · 3½
      unclear    | 10 · 6 · 44 · 04 · 100% · 4% · €4 · 12-5 · 12/05/1980 · 1980 · 10:30 · 4 uur · 4 kinderen · 3 mei · 4e · 2x · 4?
      unclear    | goed? · misschien 4 · goed maar niet altijd · nee · ja · weet ik niet · ziek · 4 4 4 4
      nothing    | hallo
  `,
  about('nothing to read', {})`
      nothing    | ∅ · ␣␣␣ · ⏎ · 👍 · 👍🏽 · 🙂🙂 · 😀 😀 · ? · ... · !!! · ❤️ · :) · ok · Oké · dank u wel · bedankt! · ␀
  `,
  about('I would rather not say', {})`
      refused    | 0 · ٠ · 0️⃣ · 0. · nee liever niet · Nee, liever niet · liever niet · wil ik niet zeggen · dat wil ik niet zeggen
      refused    | Dat wil ik niet zeggen. · 0 dat wil ik niet zeggen · geen antwoord · privé · rather not say · I don't want to say
      refused    | I don’t want to say · no comment · skip
      refused +  | liever niet, het is privé
  `,
  about('an answer will come', {})`
      later      | later · straks · Nu niet · morgen · ik heb geen tijd · not now · busy · later aub
  `,
  about('something for the coach', {})`
      message    | Kunt u mij bellen? · bel mij · ik wil stoppen met roken · Wie bent u? · Ik ben verhuisd · mijn nummer is 0612345678
      message    | 0612345678 · Ik heb een afspraak om 4 uur · ik woon op nummer 4 · Waarom vraagt u dit aan mij?
      message    | het gaat goed met mijn kinderen · ik heb 2 kinderen en geen opvang · Can you call me please · أريد التحدث مع المدرب
  `,
  about('several answers in one message, in the order of the questions', { coming: [LANGUAGE, TRAVEL] })`
      4 2 1      | 4, 2, 1 · 4 2 1 · 4,2,1 · 4⏎2⏎1 · ٤، ٢، ١
      4 2        | 4⏎2 · 4; 2 · 4 goed 2 een beetje · 4️⃣2️⃣ · 1 goed 2 een beetje · 1) 4 2) 2
      4 2 3      | goed, een beetje, nee · Goed. Een beetje. Nee.
      4 3        | goed⏎niet · 1: goed 2: niet · 1=4 2=3
      4 refused 1| 4, 0, 1
      4 3 1      | 1. goed⏎2. niet⏎3. ja
      unclear    | 4, 2, 1, 3 · 4, 9 · 4.2 · 42 · 4 en 2 · goed goed · 1. 4
  `,
  about('several numbers when there is one question left', { to: LANGUAGE })`
      unclear    | 1 2 · 2, 2 · 1, 2 · 1 goed 2 nee
  `,
  about('a correction of the answer before', { to: LANGUAGE, after: 'wellbeing.general', coming: [TRAVEL] })`
      was 3      | sorry 3 · Sorry, 3 · sorry ik bedoel 3 · nee 3 bedoel ik · nee, 3 · niet 4 maar 3
      was 2      | ik bedoelde 2 · I meant 2 · sorry slecht · foutje: 2 · toch maar 2
      was 5      | oeps 5
      unclear    | 4 moet 3 zijn · sorry 9 · 5 · sorry
      was refused| sorry 0
      2          | 2
      was 4      | sorry ik bedoelde goed
      was 1      | verkeerd, 1
      message    | sorry dat ik zo laat ben
  `,
  about('a correction in the same breath', {})`
      3          | 4 sorry 3 · 4 nee 3 · niet 4 maar 3
      4          | sorry 4 · 3 oeps 4
      unclear    | nee 3
  `,
  about('a second reply before the next question can have been read', { to: LANGUAGE, after: 'wellbeing.general', isTooSoon: true })`
      was 3      | 3
      was 2      | slecht
      was 5      | 5
      was refused| 0
  `,
  about('a scale that has a zero', { to: ZERO_TO_TEN })`
      0          | 0 · nul · helemaal niet · 0 helemaal niet
      10         | 10 · tien · 🔟 · ١٠ · zo goed als in uw beste tijd
      7          | 7 · 7/10 · 7 van de 10 · 7 out of 10 · een 7 · zeven
      refused    | nee · NEE · no · nee liever niet · dat wil ik niet zeggen
      unclear    | 11 · 7/5 · 6 of 7 · 6,5 · 3/4
      7 +        | 7 want ik heb rugpijn
  `,
  about('yes and no', { to: WORK })`
      1          | ja · Ja hoor · ja zeker · yes · 1 ja
      3          | nee · Nee hoor · neen · no · nope · 3 nee
      2          | misschien · maybe
      unclear    | 1 nee · ja maar niet altijd · ja en nee
      refused    | 0 · nee liever niet
      1 +        | ja maar ik ben ziek
  `,
  about('yes, always', { to: 'literacy.reading_nl' })`
      1          | ja · ja, altijd · ja altijd
      2          | soms · af en toe
      3          | nee
      unclear    | altijd · niet altijd
  `,
  about('an option that begins like another, or with a negation of its own', { to: 'care.childcare' })`
      1          | ja
      2          | nee
      3          | ik heb geen jonge kinderen · geen kinderen · ik heb geen kinderen · 3 · I have no young children
      message    | Nee, ik heb geen opvang
  `,
  about('"not" as an option', { to: LANGUAGE })`
      3          | niet · helemaal niet
      2          | een beetje · beetje · a little
      1          | goed
      unclear    | niet goed · niet zo goed · een beetje goed
  `,
  about('"I do not know", where that is an option (behind the link, but somebody may say it)', { to: 'finance.debt' })`
      unknown    | weet ik niet · Weet ik niet. · ik weet het niet · geen idee · don't know · 3
      refused    | 0
      2          | 2 · nee
  `,
  about('Arabic', { language: 'ar', to: WORK, coming: [TRAVEL] })`
      1          | نعم · ja · نعم شكرا
      3          | لا · ثلاثة · ثلاثه
      2          | ربما · ٢ · اثنين
      refused    | ٠ · لا أريد أن أقول · لا اريد ان اقول
      2 +        | ٢ لكن أنا مريض
      unclear    | آسف · ٣؟ · لا أعرف
      1 2        | ١، ٢
      nothing    | شكرا
      later      | لاحقا
  `,
  about('Arabic, how are you', { language: 'ar' })`
      4          | جيد · أنا بخير · ٤ شكرا
      5          | جيد جدا · خمسة
      2          | سيئ
      1          | سيء جدا
      unclear    | ليس جيد
  `,
  about('Turkish', { language: 'tr', to: WORK })`
      1          | evet · EVET
      3          | hayır · HAYIR · hayir · üç · uc
      2          | belki · iki
      refused    | söylemek istemiyorum
      2 +        | 2 ama hastayım
      later      | sonra
      nothing    | teşekkürler
      unclear    | bilmiyorum
  `,
  about('Turkish, how are you', { language: 'tr' })`
      4          | iyi · İYİ · iyiyim teşekkürler
      5          | çok iyi
      2          | kötü
      unclear    | iyi değil
  `,
  about('Polish', { language: 'pl', to: WORK })`
      1          | tak
      3          | nie · trzy
      2          | może
      refused    | nie chcę mówić · nie chce mowic
      2 +        | 2 ale jestem chory
      later      | później
      nothing    | dziękuję
      unclear    | nie wiem
  `,
  about('Polish, how are you', { language: 'pl' })`
      4          | dobrze
      5          | bardzo dobrze · pięć
      2          | źle · zle
      1          | bardzo źle
      unclear    | nie dobrze
  `,
  about('Ukrainian', { language: 'uk', to: WORK })`
      1          | так · ТАК
      3          | ні · три
      2          | можливо
      refused    | не хочу казати
      2 +        | 2 але я хворий
      later      | пізніше
      nothing    | дякую
  `,
  about('Ukrainian, how are you', { language: 'uk' })`
      4          | добре
      5          | дуже добре · п'ять · п’ять
      2          | погано
      unclear    | не добре
  `,
  about('Tigrinya', { language: 'ti', to: WORK })`
      1          | እወ
      3          | ኣይፋል · ሰለስተ
      2          | ምናልባት · ፪
      refused    | ክብል ኣይደልን
      2 +        | 2 ግን ሓሚመ
      nothing    | የቐንየለይ
  `,
  about('Tigrinya, how are you', { language: 'ti' })`
      4          | ጽቡቕ
      5          | ብጣዕሚ ጽቡቕ · ሓሙሽተ · ፭
      2          | ሕማቕ
  `,
  about('Somali', { language: 'so', to: WORK })`
      1          | haa
      3          | maya · saddex
      2          | laga yaabaa · labo
      refused    | ma rabo inaan sheego
      2 +        | 2 laakiin waan jiranahay
      later      | hadhow
      nothing    | mahadsanid
  `,
  about('Somali, how are you', { language: 'so' })`
      4          | fiican
      5          | aad u fiican · shan
      2          | xun
      unclear    | ma fiicna
  `,
].flat();

function about(what: string, situation: Situation): (table: TemplateStringsArray) => Example[] {
  return ([table]) =>
    String(table)
      .split('\n')
      .map((row) => row.split('|'))
      .filter((row): row is [string, string] => row.length === 2)
      .flatMap(([reads, sayings]) =>
        sayings.split(' · ').map((said) => ({ about: what, situation, says: unescaped(said.trim()), reads: reads.trim() })),
      );
}

function unescaped(said: string): string {
  return said === '∅' ? '' : said.replaceAll('⏎', '\n').replaceAll('␣', ' ').replaceAll('␀', '\0');
}
