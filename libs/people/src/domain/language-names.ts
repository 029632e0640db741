const namesInDutch = new Intl.DisplayNames(['nl'], { type: 'language', fallback: 'none' });
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Spoken by clients and without a code of two letters: Papiaments, Dari, two kinds of Kurdish, two of Berber. */
const LONGER_CODES = ['pap', 'prs', 'kmr', 'ckb', 'rif', 'zgh'];
/** Two codes for one language: the second is the one that is kept. */
const OLD_CODES: Record<string, string> = { iw: 'he', in: 'id', ji: 'yi', mo: 'ro', jw: 'jv', sh: 'sr', bh: 'bho' };

/** What offices call a language, where that is not its dictionary name. */
const OTHER_NAMES: Record<string, string> = {
  farsi: 'fa', somali: 'so', tigrinja: 'ti', tigrigna: 'ti', papiamento: 'pap', papiamentu: 'pap', koerdisch: 'ku', sorani: 'ckb', kurmanji: 'kmr',
  berbers: 'zgh', tamazight: 'zgh', tarifit: 'rif', amharisch: 'am', pashto: 'ps', pasjtoe: 'ps', mandarijn: 'zh', bosnisch: 'bs', oromo: 'om',
  filipijns: 'tl', tagalog: 'tl', engels: 'en', roemeens: 'ro', servisch: 'sr', oeigoers: 'ug', noors: 'no', fries: 'fy',
}; // prettier-ignore

const codes = new Set<string>();
const codeOfName = new Map<string, string>();
for (const code of [...LETTERS.flatMap((first) => LETTERS.map((second) => first + second)), ...LONGER_CODES]) {
  const name = namesInDutch.of(code);
  if (!name) continue;
  codes.add(code);
  if (!(code in OLD_CODES)) codeOfName.set(name.toLowerCase(), code);
}
for (const [name, code] of Object.entries(OTHER_NAMES)) codeOfName.set(name, code);

/**
 * The code of a language, given its ISO 639 code (`nl`, `NL`, `nl-NL`) or its Dutch name ("Nederlands").
 * @returns null when it is neither; `byName` when the name was written out
 */
export function readLanguage(text: string): { code: string; byName: boolean } | null {
  const asked = text.trim().toLowerCase();
  const code = asked.replace(/[-_][a-z]{2}$/, '');
  if (codes.has(code)) return { code: OLD_CODES[code] ?? code, byName: false };
  const named = codeOfName.get(asked);
  return named ? { code: named, byName: true } : null;
}
