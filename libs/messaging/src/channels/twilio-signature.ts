import twilio from 'twilio';

/**
 * Whether a webhook comes from Twilio and arrived as it was sent: HMAC-SHA1 over the full public address and the sorted form fields,
 * compared in constant time.
 */
export function isSignedByTwilio(request: { authToken: string; signature: string; url: string; fields: Record<string, unknown> }): boolean {
  return twilio.validateRequest(request.authToken, request.signature, request.url, request.fields);
}
