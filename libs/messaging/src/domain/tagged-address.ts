/** An address that names a message of ours: what is sent to it says by itself what it is about, as `bounce+0199…@in.gemeente.nl`. */
export function taggedAddress(messageId: string, address: string): string {
  return address.replace('@', `+${messageId}@`);
}

/** The message that such an address names; null when it is another address, or names none. */
export function messageIdOfAddress(given: string, address: string): string | null {
  const [user, domain] = address.toLowerCase().split('@') as [string, string];
  const full = given.toLowerCase();
  if (!full.startsWith(`${user}+`) || !full.endsWith(`@${domain}`)) return null;
  const tag = full.slice(user.length + 1, full.length - domain.length - 1);
  return isMessageId(tag) ? tag : null;
}

/** Whether mail to an address is mail for this one, with or without a message in it. */
export function isFor(given: string, address: string): boolean {
  return given.toLowerCase() === address.toLowerCase() || messageIdOfAddress(given, address) !== null;
}

export function isMessageId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
