/** What an address is. Only a `mobile` is ever texted, only an `email` mailed; the others are kept as what they are. */
export const CONTACT_POINT_KINDS = ['mobile', 'foreign_mobile', 'landline', 'other_phone', 'email'] as const;
export type ContactPointKind = (typeof CONTACT_POINT_KINDS)[number];

export interface ContactPoint {
  kind: ContactPointKind;
  /** E.164 for a telephone, lower case for e-mail. */
  address: string;
}

/** The ways a message can leave the building. */
export type ReachChannel = 'sms' | 'email';
