import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** How many clients there are in a language, as they prefer it or else as it was imported; whatever the import said, known to us or not. */
export interface LanguageCount {
  language: string;
  clients: number;
}

/** The questions of who writes texts: how many people a text is for. Counts only. */
@Injectable()
export class LanguagesReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Clients on a benefit by language, the most first. */
  clients(today: Temporal.PlainDate): Promise<LanguageCount[]> {
    return this.dataSource.query<LanguageCount[]>(BY_LANGUAGE, [today]);
  }

  /** How many of them a round would reach by text message today: the number works, they did not stop it, and they do not want e-mail first. */
  reachedBySms(today: Temporal.PlainDate): Promise<LanguageCount[]> {
    return this.dataSource.query<LanguageCount[]>(REACHED_BY_SMS, [today]);
  }
}

const BY_LANGUAGE = `
  select coalesce(preference.language, client.language) as language, count(*)::int as clients
    from client
    left join contact_preference preference on preference.client_id = client.id and preference.ended_at is null
   where client.deceased_on is null and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
   group by 1 order by 2 desc, 1`;

const REACHED_BY_SMS = `
  select coalesce(preference.language, client.language) as language, count(*)::int as clients
    from client
    left join contact_preference preference on preference.client_id = client.id and preference.ended_at is null
   where client.deceased_on is null
     and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
     and exists (select from contact_point where client_id = client.id and kind = 'mobile' and state <> 'invalid' and ended_at is null)
     and not exists (select from opt_out where client_id = client.id and undone_at is null and (channel is null or channel = 'sms'))
     and (coalesce(preference.channels[1], 'sms') = 'sms'
          or not exists (select from contact_point where client_id = client.id and kind = 'email' and state <> 'invalid' and ended_at is null)
          or exists (select from opt_out where client_id = client.id and undone_at is null and channel = 'email'))
   group by 1 order by 2 desc, 1`;
