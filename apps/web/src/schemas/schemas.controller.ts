import { Controller, Get, Header } from '@nestjs/common';
import { schemaText } from '#libs/questionnaires';
import { ruleSchemaText } from '#libs/rules';
import { Public } from '../http/access.js';

/** The forms of our files, for whoever makes one: the same texts as in docs/schemas, and the ones that an import checks with. */
@Controller('schemas')
@Public()
export class SchemasController {
  @Get('vragenlijst.json')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  questionnaire(): string {
    return schemaText('questionnaire');
  }

  @Get('tekstpakket.json')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  textPack(): string {
    return schemaText('text-pack');
  }

  @Get('regel.json')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  rule(): string {
    return ruleSchemaText('rule');
  }

  @Get('regels.json')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  ruleSet(): string {
    return ruleSchemaText('rule-set');
  }
}
