import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AnsweredCheckIn, ItemAnswer, QuestionnaireDefinition } from '#libs/questionnaires';
import type { ClientLanguage } from '#libs/platform';

/** One check-in with everything that was answered in it, and the version that asked. */
export interface CheckInResponse {
  clientId: string;
  definition: QuestionnaireDefinition;
  checkIn: AnsweredCheckIn;
}

interface Row {
  id: string;
  clientId: string;
  clientNumber: string;
  number: number;
  definition: QuestionnaireDefinition;
  language: ClientLanguage;
  items: string[];
  outcome: string | null;
  answeredAt: Date | null;
  answers: ({ item: string } & ItemAnswer)[];
}

/** Who takes a check-in along to another system asks: what did this client answer in it? Its caller writes the look down. */
@Injectable()
export class CheckInResponseReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when there is no such check-in */
  async find(checkInId: string): Promise<CheckInResponse | null> {
    const [row]: Row[] = await this.dataSource.query(
      `select check_in.id, check_in.client_id as "clientId", client.client_number as "clientNumber", version.number, version.definition,
              check_in.language, check_in.items, check_in.outcome, given."answeredAt", given.answers
         from check_in
         join client on client.id = check_in.client_id
         join questionnaire_version version on version.id = check_in.questionnaire_version_id
        cross join lateral (
          select max(answered_at) as "answeredAt",
                 coalesce(json_agg(json_build_object('item', item, 'state', state, 'value', value, 'said', said)), '[]') as answers
            from answer
           where answer.check_in_id = check_in.id
        ) given
        where check_in.id = $1`,
      [checkInId],
    );
    if (!row) return null;
    const { clientId, definition, answers, answeredAt, items, ...rest } = row;
    return {
      clientId,
      definition,
      checkIn: {
        ...rest,
        asked: items,
        answers: new Map(answers.map(({ item, ...answer }) => [item, answer])),
        answeredAt: answeredAt && Temporal.Instant.fromEpochMilliseconds(answeredAt.getTime()),
      },
    };
  }
}
