export interface MailIn {
  /** Takes what could not be delivered. */
  address: string;
  /** Takes answers; null: they go to the sender that people see. */
  replyAddress: string | null;
  port: number;
}

type MailSetting = 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_BOUNCE' | 'MAIL_REPLY' | 'MAIL_IN_PORT';

/** What the reader of the settings lends. */
interface Reading {
  given: (name: MailSetting) => string | undefined;
  refuse: (name: MailSetting, reason: string) => void;
  readUrl: (name: MailSetting, protocols: string[]) => string | undefined;
  readPort: (name: MailSetting, fallback: number) => number;
  isLoopback: (url: string) => boolean;
  demo: boolean;
  /** Where the simulator takes mail, and where the demo does. */
  smtpPort: number;
  inPort: number;
  /** Ports that something else listens on. */
  taken: readonly number[];
  /** Why nothing may leave this machine in the demo. */
  onlySimulated: string;
}

/** How e-mail leaves, and where it comes in. In the demo the simulator is the post office, in both directions. */
export function readMail({ given, refuse, readUrl, readPort, isLoopback, demo, smtpPort, inPort, taken, onlySimulated }: Reading): {
  smtp: { url: string; from: string } | null;
  mailIn: MailIn | null;
} {
  return { smtp: readSmtp(), mailIn: readMailIn() };

  function readSmtp(): { url: string; from: string } | null {
    const url = readUrl('SMTP_URL', ['smtp:', 'smtps:']);
    const from = given('MAIL_FROM');
    if (url && !demo && !from) refuse('MAIL_FROM', 'is verplicht als SMTP_URL is ingevuld');
    if (from && !/^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(from))
      refuse('MAIL_FROM', 'moet een e-mailadres zijn, zoals "Werkplein <werkplein@gemeente.nl>"');
    if (!url && !demo) return null;
    if (demo && url && !isLoopback(url)) refuse('SMTP_URL', onlySimulated);
    return { url: url ?? `smtp://127.0.0.1:${smtpPort}`, from: from ?? 'Werkplein <werkplein@werkplein.example>' };
  }

  function readMailIn(): MailIn | null {
    const address = readBareAddress('MAIL_BOUNCE', 'bounce@in.gemeente.nl');
    const replyAddress = readBareAddress('MAIL_REPLY', 'antwoord@in.gemeente.nl');
    if (!demo && !address && !replyAddress && !given('MAIL_IN_PORT')) return null;
    if (!demo && !address) refuse('MAIL_BOUNCE', `is verplicht als ${given('MAIL_IN_PORT') ? 'MAIL_IN_PORT' : 'MAIL_REPLY'} is ingevuld`);
    if (!demo && !given('MAIL_IN_PORT')) refuse('MAIL_IN_PORT', `is verplicht als ${address ? 'MAIL_BOUNCE' : 'MAIL_REPLY'} is ingevuld`);
    if (address && address === replyAddress) refuse('MAIL_REPLY', 'moet een ander adres zijn dan MAIL_BOUNCE');
    const port = readPort('MAIL_IN_PORT', inPort);
    if (taken.includes(port)) refuse('MAIL_IN_PORT', `is al in gebruik door een ander onderdeel (${port})`);
    return {
      address: address ?? 'bounce@werkplein.example',
      replyAddress: replyAddress ?? (demo ? 'antwoord@werkplein.example' : null),
      port,
    };
  }

  function readBareAddress(name: 'MAIL_BOUNCE' | 'MAIL_REPLY', example: string): string | undefined {
    const address = given(name);
    if (address && !/^[^<>@+\s]+@[^<>@\s]+$/.test(address)) refuse(name, `moet een kaal e-mailadres zonder + zijn, zoals ${example}`);
    return address?.toLowerCase();
  }
}
