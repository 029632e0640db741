/**
 * What prepares a decision of the law (Awb): a person takes that, and no rule ever suggests it. It comes with the product; an office cannot add
 * to it, and cannot open it to rules.
 */
export const DECISIONS_OF_THE_LAW: ReadonlySet<string> = new Set(['EXEMPTION_REVIEW']);

/**
 * What an intervention can never be: a sanction, an exemption, a decision about somebody's benefit, or a way to check up on people. As beginnings
 * of words, so that conjugations count as well; read without accents and capitals. Both languages are looked through for all of them: a penalty
 * in an English text is one as well. Not complete, and no judge: it keeps the plainest of them out of a list that rules choose from.
 */
const FORBIDDEN: readonly RegExp[] = [
  // Sanctions
  /\bsanctie\w*|\bsanction\w*/,
  /\bmaatregel\w*/,
  /\b(bestuurlijke )?boetes?\b|\bbeboet\w*|\bfines?\b|\bfined\b/,
  /\bstraf(?!blad)\w*|\bbestraf\w*|\bpenal\w*|\bpunish\w*/,
  /\bkort(en|ing|ingen)\b[^.]*\b(uitkering|bijstand|norm|toeslag)\w*|\b(uitkering|bijstand)\w*[^.]*\bkort(en|ing|ingen)\b/,
  /\b(verlag|vermindering|verminder|stopzet|intrek|opschort|schors|weiger|beeindig)\w*[^.]*\b(uitkering|bijstand)\w*/,
  /\b(uitkering|bijstand)\w*[^.]*\b(verlag|verminder|stopzet|stoppen|intrek|opschort|schors|weiger|beeindig)\w*/,
  /\b(reduc\w*|lower\w*|cuts?|cutting|suspend\w*|stop\w*|withdraw\w*|withhold\w*|refus\w*|terminat\w*|ends?|ending)\b[^.]*\bbenefits?\b/,
  /\bterugvorder\w*|\bterugbeta(a?l)\w*|\bverrekening\w*|\bclaw ?back\w*|\breclaim\w*|\brepay\w*/,
  // Exemptions and other decisions
  /\bontheff\w*|\bvrijstell\w*|\bexempt\w*|\bwaiver\w*/,
  /\bbeschikking\w*|\bherziening\w*|\b(toe|af)wijzing van (de|een) (uitkering|bijstand)\w*/,
  /\bverplicht\w*|\bobligat\w*|\bmandatory\b|\bcompulsory\b|\btegenprestatie\w*/,
  // Checking up on people
  /\bhandhav\w*|\benforce\w*|\bfraud\w*|\bopspor\w*|\bsurveillance\b|\bhuisbezoek\w*/,
];

/** What may stand in the texts of what prepares a decision of the law, because that is what it is. */
const ITS_OWN = /\bontheff\w*|\bexempt\w*/g;

/** The words in this text that name what an intervention can never be, as they are written; empty when there are none. */
export function forbiddenWords(text: string, code: string | null = null): string[] {
  const plain = withoutAccents(text);
  const read = code !== null && DECISIONS_OF_THE_LAW.has(code) ? plain.replaceAll(ITS_OWN, (word) => '·'.repeat(word.length)) : plain;
  return FORBIDDEN.flatMap((pattern) => {
    const found = pattern.exec(read);
    return found ? [text.normalize('NFC').slice(found.index, found.index + found[0].length)] : [];
  });
}

/** One character for one character, so that what is found stands at the same place in the text. */
function withoutAccents(text: string): string {
  return Array.from(text.normalize('NFC').toLowerCase(), (character) => character.normalize('NFD')[0] ?? character).join('');
}
