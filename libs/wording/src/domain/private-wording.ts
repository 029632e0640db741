/** What points at one person in a text that everybody gets. */
export interface PersonalWording {
  key: 'name' | 'bsn' | 'number' | 'address';
  what: string;
}

/** Places for a name (`[naam]`, `%voornaam%`), greetings by name, numbers that may be somebody's, and e-mail addresses. */
export function personalIn(text: string): PersonalWording[] {
  const words = text.replaceAll(/\{\{[^}]*\}\}/g, ' ');
  const names = [...words.matchAll(NAME_PLACE), ...words.matchAll(GREETED), ...words.matchAll(TITLED)].map(([what]) => what.trim());
  return [
    ...[...new Set(names)].map((what) => ({ key: 'name' as const, what })),
    ...[...words.matchAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g)].map(([what]) => ({ key: 'address' as const, what })),
    ...[...words.matchAll(/(?<![\p{L}\d])\+?\d[\d .\-/]{4,}\d(?!\d)/gu)].flatMap(([what]) => personalNumber(what)),
  ];
}

/** Words that ask to write back, or to send a word such as STOP. */
export function replyWordingIn(text: string): string[] {
  return [...new Set(REPLY_WORDING.flatMap((wording) => [...text.matchAll(wording)].map(([what]) => what.trim())))];
}

const NAME_WORD = String.raw`(?:(?:voor|achter|roep)?naam|(?:first|last|sur)?[ _-]?name|klantnummer|bsn|geboortedatum)`;
const NAME_PLACE = new RegExp(String.raw`(?:[[<(%{$#]+)\s*${NAME_WORD}\s*(?:[\]>)%}$#]+)|\.{4,}|_{3,}`, 'giu');
/** "Beste Jan", "Hallo mevrouw": whoever reads along then knows for whom it is. */
const GREETED =
  /(?<!\p{L})(?:[Bb]este|[Gg]eachte|[Ll]ieve|[Dd]ag|[Hh]allo|[Hh]oi|[Gg]oedemorgen|[Gg]oedemiddag|[Dd]ear|[Hh]ello|[Hh]i)\s+(?!Werkplein|WERKPLEIN)\p{Lu}\p{L}+/gu;
const TITLED = /(?<!\p{L})(?:mevrouw|meneer|mijnheer|heer|mevr\.?|dhr\.?|mrs?\.?|ms\.?|madam|sir)(?!\p{L})(?:\s+\p{L}+)?/giu;

const REPLY_WORDING = [
  // "Uw antwoord" is a thing; "antwoord met" is asking for it.
  /(?<!\p{L})(?<!\b(?:uw|je|jouw|een|het|elk|ieder|geen|dit|dat|your|an|the)\s)antwoord(?!\p{L})[^.?!\n]{0,20}/giu,
  /(?<!\p{L})beantwoord(?!\p{L})[^.?!\n]{0,20}/giu,
  /(?<!\p{L})(?:sms|stuur|schrijf|bericht|app)(?!\p{L})[^.?!\n]{0,30}(?<!\p{L})terug(?!\p{L})/giu,
  /(?<!\p{L})(?:terug(?:sturen|smsen|sms'en|schrijven)|reageer|reply|respond)(?!\p{L})/giu,
  /(?<!\p{L})(?:text|write|send)(?!\p{L})[^.?!\n]{0,30}(?<!\p{L})back(?!\p{L})/giu,
  /(?<!\p{L})(?:STOP|START|AFMELDEN|UNSUBSCRIBE)(?!\p{L})/gu,
];

/** A number of nine digits that is a BSN by its own check, or any long one that is not a telephone number of an office. */
function personalNumber(what: string): PersonalWording[] {
  const digits = what.replaceAll(/\D/g, '');
  if (digits.length === 9 && isBsn(digits)) return [{ key: 'bsn', what }];
  if (digits.length < 6 || isOfficeNumber(digits.replace(/^(?:00)?31(?=\d{9}$)/, '0'))) return [];
  return [{ key: 'number', what }];
}

/** The elfproef. */
function isBsn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum > 0 && sum % 11 === 0;
}

/** Land lines, 088, 085 and what begins with 0800 or 0900: not the mobile of a person. */
function isOfficeNumber(digits: string): boolean {
  return /^0[89]00(\d{4}|\d{7})$/.test(digits) || /^0(?:[1-57]\d|8[58])\d{7}$/.test(digits);
}
