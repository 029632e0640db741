/** Nobody here writes messages for this purpose: an older worker beside a newer web. The message waits until one that can comes by, or it expires. */
export class SkippedMessageError extends Error {
  override readonly name = 'SkippedMessageError';

  constructor(purpose: string) {
    super(`no composer writes messages for the purpose "${purpose}"`);
  }
}
