import { SegmentedMessage } from 'sms-segments-calculator';

/**
 * What one part of a text message costs, in euro cents. An estimate, for comparing one text with another: providers asked 7 to 11 cents for a
 * message to a Dutch mobile in 2026. What is really paid is on the invoice.
 */
export const SMS_COST_CENTS = 9;

export interface OffendingCharacter {
  character: string;
  /** How it may be written instead; null: leave it out. */
  instead: string | null;
}

export interface SmsShape {
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
  /** As they count: €, [ and ] are two each. */
  characters: number;
  /** How many more fit before it becomes one segment more. */
  charactersLeft: number;
  /** What makes it UCS-2, each once, in the order in which they come. */
  offending: readonly OffendingCharacter[];
  costCents: number;
}

/** How a text travels: in which alphabet, in how many parts, and about what it costs. */
export function smsShape(text: string): SmsShape {
  const message = new SegmentedMessage(text);
  const segments = text === '' ? 0 : message.segmentsCount;
  const characters = message.encodedChars.reduce((units, { codeUnits }) => units + (codeUnits?.length ?? 0), 0);
  const isPlain = message.encodingName === 'GSM-7';
  const [alone, inParts] = isPlain ? [160, 153] : [70, 67];
  return {
    encoding: message.encodingName,
    segments,
    characters,
    // A character of two units is never cut in half: a part may end one short.
    charactersLeft: Math.max(0, (segments <= 1 ? alone : segments * inParts) - characters),
    offending: isPlain ? [] : [...new Set(message.getNonGsmCharacters())].map((character) => ({ character, instead: plainOf(character) })),
    costCents: segments * SMS_COST_CENTS,
  };
}

/** The nearest in GSM-7: the letter without what stands on it, straight quotes for curly ones. */
function plainOf(character: string): string | null {
  const plain = PLAIN[character] ?? character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain !== character && plain !== '' && new SegmentedMessage(plain).encodingName === 'GSM-7' ? plain : null;
}

const PLAIN: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '`': "'",
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  đ: 'd',
  Đ: 'D',
  œ: 'oe',
  Œ: 'OE',
  '×': 'x',
};
