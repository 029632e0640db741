import { Module } from '@nestjs/common';
import { LanguagesService } from './languages.service.js';
import { TemplatesService } from './templates.service.js';

/** Step 2: the words we use to clients. */
@Module({ providers: [TemplatesService, LanguagesService], exports: [TemplatesService, LanguagesService] })
export class WordingModule {}
