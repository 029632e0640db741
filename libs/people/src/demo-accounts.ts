import type { StaffRole } from './staff.js';

export interface DemoAccount {
  email: string;
  name: string;
  role: StaffRole;
  /** What one can do with it, for the terminal. */
  what: string;
}

/** The people one can be in the demo, one a role: made by the seeding, shown with their password on the demo's sign-in page and in the terminal. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    email: 'coach@werkplein.example',
    name: 'Sanne de Boer',
    role: 'coach',
    what: 'een werkcoach: mijn klanten, en wie mij vandaag nodig heeft',
  },
  {
    email: 'teamleider@werkplein.example',
    name: 'Ruben Willems',
    role: 'team_lead',
    what: 'een teamleider: wie stroomt uit naar werk, en wie niet',
  },
  {
    email: 'beheer@werkplein.example',
    name: 'Noor Jansen',
    role: 'admin',
    what: 'de beheerder: accounts, vragenlijsten, regels en berichten',
  },
  {
    email: 'privacy@werkplein.example',
    name: 'Fatma Yildiz',
    role: 'privacy_officer',
    what: 'de functionaris gegevensbescherming: registers, modules en verbeterde antwoorden',
  },
];

/** Who stands in for the coach: with the same password, for who wants to see what a deputy sees. */
export const DEMO_DEPUTY = { email: 'vervanger@werkplein.example', name: 'Emre Kaplan', role: 'coach' } as const;

export const DEMO_PASSWORD = 'demo-werkplein';
