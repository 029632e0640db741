export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
export type RecognisedEncoding = { encoding: Encoding } | { problem: 'spreadsheet' | 'not-text' | 'mixed' };

/** A character of two to four bytes, as UTF-8 writes it, seen as single bytes. */
const UTF8_CHARACTER = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}/g;

/**
 * Recognises how a file was written, chunk by chunk so that its size does not matter. Valid UTF-8 is UTF-8: Windows-1252 text with accents
 * is practically never valid UTF-8 by accident. What is not valid and yet full of UTF-8 characters is a file pasted together or damaged:
 * reading it either way would spoil names, so neither is done.
 */
export class EncodingRecogniser {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private validUtf8 = true;
  private highBytes = 0;
  private inUtf8Characters = 0;
  private binary = false;
  private start = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (this.start.length < 4) this.start = Buffer.concat([this.start, chunk.subarray(0, 4)]);
    this.binary ||= chunk.includes(0);
    this.decode(chunk);
    const text = chunk.toString('latin1');
    this.highBytes += text.match(/[\x80-\xFF]/g)?.length ?? 0;
    this.inUtf8Characters += text.match(UTF8_CHARACTER)?.join('').length ?? 0;
  }

  /** To be asked after the last chunk. */
  recognise(): RecognisedEncoding {
    this.decode();
    if (this.start.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return { encoding: 'utf-16le' };
    if (this.start.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return { encoding: 'utf-16be' };
    if (this.start.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return { problem: 'spreadsheet' };
    if (this.binary) return { problem: 'not-text' };
    if (this.validUtf8) return { encoding: 'utf-8' };
    return this.inUtf8Characters > this.highBytes / 10 ? { problem: 'mixed' } : { encoding: 'windows-1252' };
  }

  private decode(chunk?: Buffer): void {
    if (!this.validUtf8) return;
    try {
      this.decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      this.validUtf8 = false;
    }
  }
}
