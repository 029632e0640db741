import type { FailureReason } from '#libs/messaging';

/** About the client or the plan, not about sending: what was let go for one of these was rightly let go. */
export const RIGHTLY_LET_GO: readonly FailureReason[] = [
  'paused',
  'found_work',
  'deceased',
  'no_benefit',
  'budget_used',
  'plan_ended',
  'opted_out',
  'address_not_current',
  'not_on_guest_list',
];

/** About the address: a wrong number says nothing about how well we send. */
const ABOUT_THE_ADDRESS: readonly FailureReason[] = [
  'phone_off',
  'invalid_number',
  'landline',
  'opted_out',
  'hard_bounce',
  'mailbox_full',
  'bounced',
  'address_not_current',
];

/** Whether a message failed by our own doing or a provider's: then something can be done about it here. What nobody explained counts too. */
export function isOursToMend(reason: FailureReason): boolean {
  return reason !== 'withdrawn' && !ABOUT_THE_ADDRESS.includes(reason) && !RIGHTLY_LET_GO.includes(reason);
}
