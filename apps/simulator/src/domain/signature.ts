import { createHmac } from 'node:crypto';

/** `X-Twilio-Signature` as Twilio documents it: base64 HMAC-SHA1, keyed with the auth token, over the full address and the form fields sorted by name. */
export function twilioSignature(authToken: string, url: string, fields: Record<string, string>): string {
  const signed = Object.keys(fields)
    .toSorted()
    .reduce((text, name) => text + name + fields[name], url);
  return createHmac('sha1', authToken).update(signed).digest('base64');
}
