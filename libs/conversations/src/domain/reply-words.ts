import type { ClientLanguage } from '#libs/platform';

/** What people write, by what they mean with it. Written as they are spelled; compared without accents and capitals. */
export interface ReplyWords {
  /** From zero to ten; more spellings of one number stand beside each other with a bar. */
  numbers: readonly string[];
  yes: readonly string[];
  no: readonly string[];
  /** "I would rather not say": only as the whole reply, or at its beginning. */
  refuse: readonly string[];
  unknown: readonly string[];
  later: readonly string[];
  /** "Sorry, I meant": changes the answer before. */
  correct: readonly string[];
  /** Says nothing about the answer: thanks, greetings, "my answer is". */
  around: readonly string[];
  /** What follows is a remark. */
  then: readonly string[];
  /** With one of these a word says something else, or nothing. */
  not: readonly string[];
  /** A number before one of these counts something. */
  units: readonly string[];
}

const list = (words: string) => words.split('|').map((word) => word.trim());

export const WORDS: Record<ClientLanguage, ReplyWords> = {
  nl: {
    numbers: list('nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien'),
    yes: list('ja|jawel|jazeker|jaa|ja hoor|zeker|ja zeker|klopt'),
    no: list('nee|neen|nee hoor|neee'),
    refuse: list(
      'nee liever niet|liever niet|wil ik niet zeggen|dat wil ik niet zeggen|ik wil het niet zeggen|ik wil dat niet zeggen|wil ik liever niet zeggen|dat wil ik liever niet zeggen|dat zeg ik niet|zeg ik niet|zeg ik liever niet|geen antwoord|ik wil niet antwoorden|wil niet zeggen|nee dat wil ik niet zeggen|gaat u niets aan|gaat je niets aan|prive|sla over|overslaan',
    ),
    unknown: list('weet ik niet|ik weet het niet|weet niet|ik weet niet|geen idee|weet het niet|weet ik eigenlijk niet'),
    later: list(
      'later|straks|morgen|nu niet|niet nu|geen tijd|ik heb geen tijd|nu geen tijd|even geen tijd|ik doe het later|doe ik later|bezig|ben bezig|vanavond',
    ),
    correct: list(
      'sorry|oeps|oops|ik bedoel|ik bedoelde|bedoel ik|bedoelde ik|bedoel|bedoelde|moet zijn|moest zijn|het moet zijn|verkeerd|fout|foutje|vergist|ik heb me vergist|correctie|toch|toch maar|verkeerd getypt|typfout|typefout|verander naar|verander in|wijzig naar',
    ),
    around: list(
      'dank u|dank u wel|dankuwel|dankjewel|dank je|dank je wel|bedankt|hartelijk dank|alvast bedankt|aub|a u b|svp|alstublieft|graag|hoor|groet|groeten|groetjes|gr|mvg|met vriendelijke groet|hallo|hoi|dag|goedemorgen|goedemiddag|goedenavond|beste|mevrouw|meneer|ok|oke|okay|mijn antwoord is|mijn antwoord|antwoord is|antwoord|het antwoord is|ik kies voor|ik kies|kies|kies voor|keuze|mijn keuze is|nummer|nr|optie|cijfer|het cijfer|een|het is|het is een|is|dat is|dat is een|ik geef|ik geef een|doe maar|doe|zet maar|het wordt|wordt|het gaat|gaat|met mij gaat het|het gaat met mij|ik voel me|ik voel mij|voel me|ik ben|ik|ik zeg|het|mij|nu|vandaag|voor mij',
    ),
    then: list('maar|want|omdat|en|alleen|behalve|doordat|hoewel|vanwege|ivm|door|dus|ook al'),
    not: list('niet|geen|nooit|niets|nee|noch|zonder|nauwelijks|niemand|minder|bijna'),
    units: list(
      'dag|dagen|uur|u|uren|week|weken|maand|maanden|jaar|jaren|keer|x|e|de|ste|ter|km|kilometer|euro|kind|kinderen|mensen|kinders|procent|min|minuten|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|okt|nov|dec|h|m|k|am|pm',
    ),
  },
  en: {
    numbers: list('zero|one|two|three|four|five|six|seven|eight|nine|ten'),
    yes: list('yes|yeah|yep|yup|sure|yes please'),
    no: list('no|nope|nah|no thanks|no thank you'),
    refuse: list(
      'i would rather not say|id rather not say|rather not say|rather not|i prefer not to say|prefer not to say|i dont want to say|i do not want to say|dont want to say|no answer|no comment|not saying|none of your business|private|skip|pass|skip this|i wont say',
    ),
    unknown: list('i dont know|dont know|i do not know|do not know|dunno|no idea|not sure|im not sure|idk'),
    later: list('later|not now|tomorrow|no time|i have no time|busy|i am busy|im busy|i will do it later|tonight'),
    correct: list(
      'sorry|oops|i mean|i meant|meant|mistake|my mistake|wrong|wrong number|correction|actually|should be|it should be|typo|change to|change it to',
    ),
    around: list(
      'thanks|thank you|thank you very much|thx|please|pls|regards|kind regards|hello|hi|hey|good morning|good afternoon|good evening|dear|sir|madam|ok|okay|my answer is|my answer|answer is|the answer is|answer|i choose|choose|i pick|my choice is|number|nr|option|a|it is|its|it is a|that is|is|i say|i give|it|i feel|i am|im|i am doing|im doing|doing|feeling|now|today|for me|i',
    ),
    then: list('but|because|and|though|although|so|since|only|except|cause|cuz'),
    not: list('not|dont|no|never|nothing|isnt|arent|hardly|without|less|almost|cant|cannot|doesnt'),
    units: list(
      'day|days|hour|hours|week|weeks|month|months|year|years|time|times|x|th|st|nd|rd|km|euro|euros|child|children|kids|people|percent|min|minutes|january|february|march|april|may|june|july|august|september|october|november|december|am|pm|oclock',
    ),
  },
  ar: {
    numbers: [
      'صفر',
      'واحد|واحدة|١',
      'اثنان|اثنين|إثنان|اتنين',
      'ثلاثة|ثلاث|تلاتة',
      'أربعة|أربع',
      'خمسة|خمس',
      'ستة|ست',
      'سبعة|سبع',
      'ثمانية|تمانية',
      'تسعة|تسع',
      'عشرة|عشر',
    ],
    yes: list('نعم|أيوه|ايوا|أجل|أكيد|إي|آه'),
    no: list('لا|كلا|لأ'),
    refuse: list(
      'لا أريد أن أقول|لا أريد أن أجيب|لا أريد الإجابة|أفضل ألا أقول|أفضل عدم الإجابة|أفضل عدم القول|لا أود أن أقول|لا اريد القول|ما بدي قول|ما بدي جاوب|بدون جواب',
    ),
    unknown: list('لا أعرف|لا أدري|لا أعلم|ما بعرف|مش عارف|ما أدري'),
    later: list('لاحقا|بعدين|غدا|بكرة|ليس الآن|لاحقاً|مشغول|مو هلق'),
    correct: list('آسف|عفوا|أقصد|قصدي|كنت أقصد|خطأ|بالخطأ|غلط|تصحيح|عذرا'),
    around: list(
      'شكرا|شكرا لك|شكرا جزيلا|من فضلك|مرحبا|السلام عليكم|إجابتي|إجابتي هي|الجواب|جوابي|الجواب هو|رقم|أختار|اختار|هو|هي|أنا|الحمد لله|أنا بخير',
    ),
    then: list('لكن|ولكن|لأن|لأني|لأنني|بس|و|إلا|فقط'),
    not: list('لا|ليس|لست|ما|مش|مو|لم|غير|ليست|بدون|مب'),
    units: list('يوم|أيام|ساعة|ساعات|أسبوع|أسابيع|شهر|أشهر|سنة|سنوات|مرة|مرات|أطفال|أولاد|يورو'),
  },
  tr: {
    numbers: ['sıfır', 'bir', 'iki', 'üç', 'dört', 'beş', 'altı', 'yedi', 'sekiz', 'dokuz', 'on'],
    yes: list('evet|tabii|tabi|elbette|ewet'),
    no: list('hayır|yok|hayir'),
    refuse: list(
      'söylemek istemiyorum|bunu söylemek istemiyorum|hayır söylemek istemiyorum|cevap vermek istemiyorum|söylemem|söylemeyi tercih etmiyorum|söylememeyi tercih ederim|cevap yok|geç|atla',
    ),
    unknown: list('bilmiyorum|bilmem|emin değilim|fikrim yok'),
    later: list('sonra|daha sonra|yarın|şimdi değil|vaktim yok|zamanım yok|meşgulüm|akşama'),
    correct: list('pardon|özür dilerim|kusura bakma|kusura bakmayın|yanlış|yanlışlıkla|demek istedim|diyecektim|düzeltme|aslında'),
    around: list(
      'teşekkürler|teşekkür ederim|sağol|sağolun|lütfen|merhaba|selam|selamlar|cevabım|cevap|numara|seçiyorum|seçimim|ben|bir|iyi günler|benim cevabım|hocam|efendim',
    ),
    then: list('ama|fakat|çünkü|ve|ancak|yalnız|sadece|lakin|diye'),
    not: list('değil|yok|değilim|hiç|olmadan|az'),
    units: list('gün|saat|hafta|ay|yıl|sene|kere|kez|defa|çocuk|kişi|euro|avro|tane'),
  },
  pl: {
    numbers: [
      'zero',
      'jeden|jedynka|jedno',
      'dwa|dwójka',
      'trzy|trójka',
      'cztery|czwórka',
      'pięć|piątka',
      'sześć|szóstka',
      'siedem',
      'osiem',
      'dziewięć',
      'dziesięć',
    ],
    yes: list('tak|oczywiście|no tak|jasne'),
    no: list('nie|nie dziękuję'),
    refuse: list(
      'nie chcę mówić|nie chcę tego mówić|nie chcę o tym mówić|nie chcę powiedzieć|nie powiem|wolę nie mówić|wolałbym nie mówić|wolałabym nie mówić|nie chcę odpowiadać|wolę nie odpowiadać|bez odpowiedzi|pomiń',
    ),
    unknown: list('nie wiem|nie jestem pewien|nie jestem pewna|trudno powiedzieć|nie mam pojęcia'),
    later: list('później|potem|jutro|nie teraz|nie mam czasu|teraz nie mam czasu|jestem zajęty|jestem zajęta|wieczorem'),
    correct: list(
      'przepraszam|sorry|sory|pomyłka|pomyliłem się|pomyliłam się|miało być|chodziło mi o|chodzi mi o|poprawka|jednak|źle|błąd',
    ),
    around: list(
      'dziękuję|dzięki|dziekuje bardzo|proszę|pozdrawiam|dzień dobry|cześć|witam|moja odpowiedź|moja odpowiedź to|odpowiedź|odpowiedź to|wybieram|numer|nr|to|jest|czuję się|ja|u mnie',
    ),
    then: list('ale|bo|ponieważ|gdyż|i|tylko|lecz|oprócz|choć|chociaż|a'),
    not: list('nie|nigdy|bez|żaden|mniej|prawie|brak'),
    units: list(
      'dzień|dni|godzina|godziny|godzin|tydzień|tygodnie|tygodni|miesiąc|miesiące|miesięcy|rok|lata|lat|raz|razy|dzieci|dziecko|osoby|osób|euro',
    ),
  },
  uk: {
    numbers: [
      'нуль',
      'один|одна|одиниця',
      'два|дві|двійка',
      'три|трійка',
      'чотири|четвірка',
      "п'ять|пять",
      'шість',
      'сім',
      'вісім',
      "дев'ять",
      'десять',
    ],
    yes: list('так|звичайно|авжеж|да|ага'),
    no: list('ні|нет|нi'),
    refuse: list(
      'не хочу казати|не хочу говорити|не хочу відповідати|не скажу|краще не казати|я не хочу казати|я не хочу відповідати|без відповіді|пропустити|пропускаю',
    ),
    unknown: list('не знаю|я не знаю|без поняття|не впевнений|не впевнена'),
    later: list('пізніше|потім|завтра|не зараз|немає часу|нема часу|зайнятий|зайнята|ввечері'),
    correct: list(
      'вибачте|пробачте|перепрошую|помилка|помилився|помилилась|помилилася|маю на увазі|мав на увазі|мала на увазі|виправлення|неправильно',
    ),
    around: list(
      'дякую|дуже дякую|будь ласка|добрий день|доброго дня|привіт|вітаю|моя відповідь|відповідь|обираю|вибираю|номер|це|я|у мене|мене',
    ),
    then: list('але|бо|тому що|і|та|проте|тільки|лише|однак|хоча'),
    not: list('не|ні|ніколи|немає|нема|без|менше|майже'),
    units: list(
      'день|дні|днів|година|години|годин|тиждень|тижні|тижнів|місяць|місяці|місяців|рік|роки|років|раз|рази|разів|дітей|дитина|діти|людей|євро',
    ),
  },
  ti: {
    numbers: ['ዜሮ|ባዶ', 'ሓደ|ሐደ', 'ክልተ', 'ሰለስተ|ሠለስተ', 'ኣርባዕተ|አርባዕተ', 'ሓሙሽተ', 'ሽዱሽተ', 'ሸውዓተ|ሾብዓተ', 'ሸሞንተ|ሾሞንተ', 'ትሽዓተ', 'ዓሰርተ'],
    yes: list('እወ|እው|እወ ብሓቂ'),
    no: list('ኣይፋል|አይፋል|ኣይኮነን|ኖ'),
    refuse: list('ክብል ኣይደልን|ክብሎ ኣይደልን|ክዛረብ ኣይደልን|ክምልስ ኣይደልን|ኣይደልን|ክነግር ኣይደልን|እዚ ክብል ኣይደልን'),
    unknown: list('ኣይፈልጥን|ኣይፈልጥን እየ|ኣይፈለጥኩን|ርግጸኛ ኣይኮንኩን'),
    later: list('ጸኒሑ|ድሓር|ጽባሕ|ሕጂ ኣይኮነን|ግዜ የብለይን|ደሓር'),
    correct: list('ይቕሬታ|ይቅሬታ|ጌጋ|ማለተይ|ኣረም'),
    around: list('የቐንየለይ|የቐንየልኩም|የቅንየለይ|ሰላም|ከመይ ሓዲርኩም|መልሰይ|መልሲ|ቁጽሪ|እዩ|ኣነ|በጃኹም'),
    then: list('ግን|ምኽንያቱ|ከምኡውን|ጥራይ|ካብኡ'),
    not: list('ኣይ|አይ|ኣይኮነን|ብዘይ|የለን|የብለይን'),
    units: list('መዓልቲ|ሰዓት|ሰሙን|ወርሒ|ዓመት|ግዜ|ቆልዑ|ሰብ|ዩሮ'),
  },
  so: {
    numbers: [
      'eber',
      'kow|hal|mid',
      'laba|labo',
      'saddex|sadex',
      'afar',
      'shan',
      'lix',
      'toddoba|todoba',
      'siddeed|sideed',
      'sagaal',
      'toban',
    ],
    yes: list('haa|haah|haye'),
    no: list('maya|may|mayo'),
    refuse: list(
      'ma rabo inaan sheego|ma doonayo inaan sheego|ma dooneyo inaan sheego|ma sheegayo|ma jawaabayo|ma rabo inaan ka jawaabo|kama jawaabayo|ka bood',
    ),
    unknown: list('ma garanayo|ma aqaan|ma aqaano|ma ogi|ma hubo'),
    later: list('hadhow|hadhoow|berri|mar dambe|hadda maya|hadda ma aha|waqti ma haysto|waan mashquulsanahay|caawa'),
    correct: list('raali ahow|raali noqo|waan ka xumahay|qalad|khalad|waxaan ula jeeday|waxaan ula jeedaa|sorry|saxid'),
    around: list(
      'mahadsanid|waad mahadsan tahay|mahadsan|fadlan|salaan|asc|jawaabtaydu waa|jawaabtayda|jawaabta|jawaab|waxaan doortay|dooranayaa|lambarka|waa|aniga',
    ),
    then: list('laakiin|lakin|sababtoo|sababtoo ah|waayo|iyo|balse|kaliya|maxaa yeelay'),
    not: list('ma|maya|aan|la|ahayn|kuma|mana'),
    units: list('maalin|maalmood|saac|saacadood|toddobaad|bil|bilood|sano|sannado|jeer|carruur|caruur|qof|yuuro'),
  },
};

type OptionSayings = Record<string, readonly string[]>;

/** Other ways to say an option, by its words in Dutch. What is not here is said as the questionnaire says it. */
export const OPTION_WORDS: Record<ClientLanguage, OptionSayings> = {
  nl: {
    'heel slecht': ['zeer slecht', 'erg slecht', 'heel erg slecht'],
    'gaat wel': ['het gaat wel', 'gaat wel hoor', 'redelijk', 'matig', 'gaat'],
    'heel goed': ['zeer goed', 'erg goed', 'heel erg goed', 'uitstekend'],
    soms: ['af en toe', 'soms wel'],
    misschien: ['wellicht', 'misschien wel'],
    'een beetje': ['beetje', 'klein beetje', 'een klein beetje'],
    'met hulp': ['met wat hulp', 'alleen met hulp'],
    niet: ['helemaal niet'],
    'ik heb geen jonge kinderen': ['geen jonge kinderen', 'ik heb geen kinderen', 'geen kinderen', 'heb geen kinderen'],
  },
  en: {
    'heel slecht': ['very bad', 'terrible', 'awful'],
    slecht: ['bad'],
    'gaat wel': ['so so', 'all right', 'alright', 'fair'],
    goed: ['good', 'fine', 'well'],
    'heel goed': ['very good', 'great', 'excellent', 'very well'],
    soms: ['sometimes', 'now and then'],
    misschien: ['maybe', 'perhaps'],
    'een beetje': ['a little', 'a little bit', 'a bit', 'little'],
    'met hulp': ['with help', 'with some help'],
    niet: ['not at all'],
  },
  ar: {
    'heel slecht': ['سيئ جدا', 'سيء جدا', 'تعبان كتير'],
    slecht: ['سيئ', 'سيء'],
    'gaat wel': ['لا بأس', 'لا بأس به', 'ماشي الحال', 'مقبول', 'متوسط'],
    goed: ['جيد', 'بخير', 'منيح', 'كويس', 'تمام'],
    'heel goed': ['جيد جدا', 'ممتاز'],
    soms: ['أحيانا'],
    misschien: ['ربما', 'ممكن', 'يمكن'],
    'een beetje': ['قليلا', 'شوي', 'شوية'],
    'met hulp': ['بمساعدة', 'مع مساعدة'],
    'ja altijd': ['دائما', 'نعم دائما'],
  },
  tr: {
    'heel slecht': ['çok kötü'],
    slecht: ['kötü'],
    'gaat wel': ['idare eder', 'şöyle böyle', 'orta'],
    goed: ['iyi', 'iyiyim'],
    'heel goed': ['çok iyi', 'çok iyiyim'],
    soms: ['bazen', 'arada sırada'],
    misschien: ['belki'],
    'een beetje': ['biraz', 'az biraz'],
    'met hulp': ['yardımla', 'yardım ile'],
    'ja altijd': ['her zaman', 'evet her zaman'],
  },
  pl: {
    'heel slecht': ['bardzo źle'],
    slecht: ['źle'],
    'gaat wel': ['jako tako', 'może być', 'średnio', 'w porządku', 'ujdzie'],
    goed: ['dobrze', 'dobry'],
    'heel goed': ['bardzo dobrze', 'świetnie'],
    soms: ['czasami', 'czasem'],
    misschien: ['może', 'być może'],
    'een beetje': ['trochę'],
    'met hulp': ['z pomocą'],
    'ja altijd': ['zawsze', 'tak zawsze'],
  },
  uk: {
    'heel slecht': ['дуже погано'],
    slecht: ['погано'],
    'gaat wel': ['нормально', 'так собі', 'непогано', 'терпимо'],
    goed: ['добре'],
    'heel goed': ['дуже добре', 'чудово'],
    soms: ['іноді', 'інколи', 'часом'],
    misschien: ['можливо', 'може'],
    'een beetje': ['трохи', 'трішки'],
    'met hulp': ['з допомогою'],
    'ja altijd': ['завжди', 'так завжди'],
  },
  ti: {
    'heel slecht': ['ብጣዕሚ ሕማቕ', 'ኣዝዩ ሕማቕ'],
    slecht: ['ሕማቕ'],
    'gaat wel': ['ደሓን', 'ደሓን እዩ', 'ማእከላይ'],
    goed: ['ጽቡቕ', 'ጽቡቅ'],
    'heel goed': ['ብጣዕሚ ጽቡቕ', 'ኣዝዩ ጽቡቕ'],
    soms: ['ሓሓሊፉ', 'ሓደ ሓደ ግዜ'],
    misschien: ['ምናልባት'],
    'een beetje': ['ቁሩብ'],
    'met hulp': ['ብሓገዝ', 'ምስ ሓገዝ'],
    'ja altijd': ['ኩሉ ግዜ', 'እወ ኩሉ ግዜ'],
  },
  so: {
    'heel slecht': ['aad u xun', 'aad u liita'],
    slecht: ['xun', 'si xun'],
    'gaat wel': ['caadi', 'waa caadi', 'dhexdhexaad'],
    goed: ['fiican', 'wanaagsan', 'waan fiicanahay'],
    'heel goed': ['aad u fiican', 'aad u wanaagsan'],
    soms: ['mararka qaar', 'mararka qaarkood'],
    misschien: ['laga yaabaa', 'malaha'],
    'een beetje': ['wax yar', 'in yar', 'xoogaa'],
    'met hulp': ['iyadoo la i caawinayo'],
    'ja altijd': ['had iyo jeer', 'haa mar walba'],
  },
};
