import EmailReplyParser from 'email-reply-parser';

export const LONGEST_REPLY = 4000;
/** More than anybody writes; what the patterns are tried on must end somewhere. */
const LONGEST_READ = 40_000;

/**
 * What somebody wrote themselves in the plain text of an e-mail: without the mail that it answers, whether that stands below or above, and
 * without what a telephone or a card index puts under it. In doubt a line stays: a coach can skip it, but cannot read what was cut away.
 * @returns at most 4,000 characters
 */
export function replyText(text: string): string {
  const lines = withoutQuotes(untilOriginal(readable(text).split('\n')));
  const written = withoutSignatures(lines.join('\n'))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return written.length > LONGEST_REPLY ? `${written.slice(0, LONGEST_REPLY - 1)}…`.toWellFormed() : written;
}

function readable(text: string): string {
  return text
    .slice(0, LONGEST_READ)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\0\u200b\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

/** Outlook puts the mail it answers under a head of its own, without a mark on its lines: from there on nothing is theirs. */
function untilOriginal(lines: readonly string[]): string[] {
  const start = lines.findIndex(
    (line, index) =>
      DIVIDER.test(line) || (FROM.test(line) && lines.slice(index + 1, index + 6).filter((next) => FIELD.test(next)).length >= 2),
  );
  return start === -1 ? [...lines] : lines.slice(0, start);
}

const DIVIDER =
  /^\s*[-_*]{2,}\s*(original message|oorspronkelijk bericht|originele bericht|forwarded message|doorgestuurd bericht|orijinal mesaj|wiadomość oryginalna|الرسالة الأصلية)\s*[-_*]*$/i;
const FROM = /^\s*\*?(van|from|von|de|kimden|gönderen|od|від|من)\s?:\*?\s*\S/iu;
const FIELD =
  /^\s*\*?(verzonden|sent|datum|date|aan|to|onderwerp|subject|cc|gönderme tarihi|tarih|kime|konu|wysłano|data|do|temat|надіслано|дата|кому|тема|إلى|الموضوع|تاريخ الإرسال|التاريخ)\s?:/iu;

/** Gmail and Apple write who wrote what, and mark the lines of it; an answer may stand under those. Unmarked, all that follows is not theirs. */
function withoutQuotes(lines: string[]): string[] {
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (isMarked(line)) continue;
    kept.push(line);
    const head = headOf(kept);
    if (head === 0) continue;
    kept.length -= head;
    const next = lines.slice(index + 1).find((following) => following.trim() !== '');
    if (next !== undefined && !isMarked(next)) break;
  }
  return kept;
}

function isMarked(line: string): boolean {
  return /^\s*[>|]/.test(line);
}

/** How many of the last lines say who wrote what follows; one sentence that telephones break over up to three lines. */
function headOf(lines: readonly string[]): number {
  if (!/[::]\s*$/.test(lines.at(-1) ?? '')) return 0;
  for (const count of [1, 2, 3]) {
    const sentence = lines.slice(-count).join(' ');
    if (sentence.length > 400 || count > lines.length) return 0;
    if (HEAD.some((pattern) => pattern.test(sentence))) return count;
  }
  // Whoever is named by an e-mail address before a colon is quoted, in whatever language.
  const sentence = lines.slice(-2).join(' ');
  if (!/[<(][^\s<>()]+@[^\s<>()]+[>)]\s*\S{0,20}\s?[::]\s*$/.test(sentence)) return 0;
  return /[<(][^\s<>()]+@/.test(lines.at(-1) as string) && /\d/.test(lines.at(-1) as string) ? 1 : Math.min(2, lines.length);
}

const HEAD = [
  /^\s*op\s.*\d.*(schreef|geschreven)\b.*:\s*$/i,
  /^\s*\S.*@.*\s(schreef|heeft geschreven|wrote)\b.*\d.*:\s*$/i,
  /^\s*on\s.*\d.*wrote\s?:\s*$/i,
  /^\s*\S.*@.*\d.*(yazdı|napisał\(a\)|napisał|pisze|пише|написав|писал\(а\)?)\s?:\s*$/iu,
  /^\s*\S.*\d.*@.*(yazdı|napisał\(a\)|napisał|pisze|пише|написав|писал\(а\)?)\s?:\s*$/iu,
  /^\s*(في|بتاريخ)\s.*(كتب|كتابة|كتبت).*:\s*$/u,
];

function withoutSignatures(text: string): string {
  return new EmailReplyParser()
    .read(text)
    .getFragments()
    .map((fragment) => {
      const content = fragment.toString();
      if (fragment.isSignature()) return withoutSignature(content);
      return fragment.isQuoted() && content.includes('@') ? '' : content;
    })
    .join('\n')
    .split('\n')
    .filter((line) => !DEVICE.test(line))
    .join('\n');
}

/** Under a line of dashes stands a card; under "Regards" or "Sent from my iPhone" may still stand an answer. */
function withoutSignature(content: string): string {
  const lines = content.split('\n');
  const isCard = /^\s*(-{2,4}|_{2,32}|={2,4}|\+{2,4})\s*$/.test(lines[0] ?? '') && lines.length <= 10;
  return isCard ? '' : content;
}

const DEVICE =
  /^\s*((verstuurd|verzonden) (vanaf|vanuit|via|met|door)\s.{1,80}|met .{1,30} verzonden|(outlook|gmail|yahoo mail) (voor|for) (ios|android|mac).*|get outlook for .*|sent (from|with|via)\s.{1,80}|(je )?\S*(phone|pad)\S* gönderildi|.*\S+['’]\S+ gönderildi|wysłane? z(e)?\s.{1,60}|надіслано з\s.{1,60}|(أُرسلت|أرسلت|مرسل) من\s.{1,60})$/iu;
