/** Why a message did not arrive, in our own words: the screens have a text for each (`FAILURE_REASONS` is the list to check them by). */
export const FAILURE_REASONS = [
  // about the address
  'phone_off',
  'invalid_number',
  'landline',
  'opted_out',
  'hard_bounce',
  'mailbox_full',
  'bounced',
  'address_not_current',
  // about the road to it
  'blocked',
  'filtered',
  'no_route',
  'rate_limited',
  'provider_unreachable',
  // about us
  'provider_credentials',
  'sender_refused',
  'text_refused',
  'channel_not_configured',
  'expired',
  'withdrawn',
  'not_on_guest_list',
  'never_taken',
  // about the client, or the plan
  'paused',
  'found_work',
  'deceased',
  'no_benefit',
  'budget_used',
  'plan_ended',
  // nobody said
  'timed_out',
  'interrupted',
  'refused',
  'unexplained',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * What a failure teaches about the address itself, whoever it belongs to.
 * A phone that is off or a full mailbox teaches nothing: tomorrow it may work.
 */
export function lessonAboutAddress(reason: FailureReason | null): 'invalid' | 'opted_out' | null {
  if (reason === 'opted_out') return 'opted_out';
  return reason === 'invalid_number' || reason === 'landline' || reason === 'hard_bounce' ? 'invalid' : null;
}
