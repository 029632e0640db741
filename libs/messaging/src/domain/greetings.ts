/**
 * What an e-mail says without the politeness around it: "Beste coach, STOP, met vriendelijke groet, Sam" says STOP. Only names and numbers
 * may stand under the greeting; whatever else is there is part of what it says.
 */
export function withoutGreetings(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const closing = lines.findIndex((line) => CLOSING.test(line));
  const isSigned = closing > 0 && lines.slice(closing + 1).every((line) => NAME.test(line)) && lines.length - closing <= 5;
  const said = isSigned ? lines.slice(0, closing) : lines;
  return (said.length > 1 && SALUTATION.test(said[0] as string) ? said.slice(1) : said).join('\n');
}

const CLOSING =
  /^((met )?(vriendelijke|hartelijke|vr\.?) ?(groet(en|jes)?|gr\.?)|m\.?v\.?g\.?|groet(en|jes)?|gr\.?|(kind|best) regards|regards|dank u( wel)?|dankjewel|bedankt|thank you|thanks)(,? \p{Lu}[\p{L}.' -]{0,40})?[,.!]*$/iu;
const SALUTATION = /^(beste|geachte|hallo|hoi|dag|goedemorgen|goedemiddag|goedenavond|dear|hello|hi)( [\p{L}.'/ -]{1,60})?[,.!]*$/iu;
const NAME = /^([\p{Lu}\p{Lo}]\S*( \S+){0,3}|[+\d][\d ()-]{5,20})$/u;
