export const STAFF_ROLES = ['coach', 'team_lead', 'admin', 'privacy_officer', 'management'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who is at the screen. */
export interface SignedInStaff {
  staffId: string;
  name: string;
  email: string;
  role: StaffRole;
  teamId: string | null;
}
