import type { StaffRole } from './staff.js';

export interface DemoAccount {
  email: string;
  name: string;
  role: StaffRole;
  /** What the sign-in page says of it. */
  key: StaffRole | 'second_admin';
  /** What one can do with it, for the terminal. */
  what: string;
}

/** The people one can be in the demo, one a role, and a second administrator because nobody approves an own rule: made by the seeding, shown with their password on the demo's sign-in page and in the terminal. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    email: 'coach@werkplein.example',
    name: 'Sanne de Boer',
    role: 'coach',
    key: 'coach',
    what: 'een werkcoach: mijn klanten, en wie mij vandaag nodig heeft',
  },
  {
    email: 'teamleider@werkplein.example',
    name: 'Ruben Willems',
    role: 'team_lead',
    key: 'team_lead',
    what: 'een teamleider: wie stroomt uit naar werk, en wie niet',
  },
  {
    email: 'beheer@werkplein.example',
    name: 'Noor Jansen',
    role: 'admin',
    key: 'admin',
    what: 'de beheerder: accounts, vragenlijsten, regels en berichten',
  },
  {
    email: 'beheer2@werkplein.example',
    name: 'Thijs Mulder',
    role: 'admin',
    key: 'second_admin',
    what: 'een tweede beheerder: wie een regel schreef, keurt die niet zelf goed',
  },
  {
    email: 'privacy@werkplein.example',
    name: 'Fatma Yildiz',
    role: 'privacy_officer',
    key: 'privacy_officer',
    what: 'de functionaris gegevensbescherming: registers, modules en verbeterde antwoorden',
  },
  {
    email: 'management@werkplein.example',
    name: 'Marijke Hoekstra',
    role: 'management',
    key: 'management',
    what: 'het management: de uitstroom van alle teams, van niemand het dossier',
  },
];

/** Who stands in for the coach: with the same password, for who wants to see what a deputy sees. */
export const DEMO_DEPUTY = { email: 'vervanger@werkplein.example', name: 'Emre Kaplan', role: 'coach' } as const;

export const DEMO_PASSWORD = 'demo-werkplein';
