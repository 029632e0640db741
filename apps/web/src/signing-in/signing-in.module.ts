import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { PasswordController } from './password.controller.js';
import { SigningInController } from './signing-in.controller.js';

@Module({ imports: [PeopleModule], controllers: [SigningInController, PasswordController] })
export class SigningInModule {}
