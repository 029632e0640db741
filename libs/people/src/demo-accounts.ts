import type { StaffRole } from './staff.js';

/** The people one can be in the demo, one a role: made by the seeding, shown with their password on the demo's sign-in page and nowhere else. */
export const DEMO_ACCOUNTS: readonly { email: string; name: string; role: StaffRole }[] = [
  { email: 'coach@werkplein.example', name: 'Sanne de Boer', role: 'coach' },
  { email: 'teamleider@werkplein.example', name: 'Ruben Willems', role: 'team_lead' },
  { email: 'beheer@werkplein.example', name: 'Noor Jansen', role: 'admin' },
];

export const DEMO_PASSWORD = 'demo-werkplein';
