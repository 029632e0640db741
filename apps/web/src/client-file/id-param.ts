import { Param, ParseUUIDPipe } from '@nestjs/common';
import { NotFoundError } from '#libs/platform';

/** An id from an address; what is no id is an address that does not exist. */
export const IdParam = (name: string) => Param(name, new ParseUUIDPipe({ exceptionFactory: () => new NotFoundError('no such id') }));
