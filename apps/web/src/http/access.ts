import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { SignedInStaff, StaffRole } from '#libs/people';
import type { FastifyRequest } from 'fastify';

export const ROLES = 'werkplein:roles';
export const PUBLIC = 'werkplein:public';
export const MACHINE = 'werkplein:machine';

/** Only staff with one of these roles may come here. */
export const Roles = (...roles: [StaffRole, ...StaffRole[]]) => SetMetadata(ROLES, roles);

/** Everybody may come here, signed in or not. A form on such a page still carries a CSRF token, unless it is `@Unforgeable`. */
export const Public = () => SetMetadata(PUBLIC, true);

/** No CSRF token is asked: the request proves itself otherwise (a signature, or a secret link that no other site can know). */
export const Unforgeable = () => SetMetadata(MACHINE, true);

export interface StaffRequest extends FastifyRequest {
  staff?: SignedInStaff;
}

/** Who is signed in, on a route with `@Roles`. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { staff } = context.switchToHttp().getRequest<StaffRequest>();
  if (!staff) throw new Error('CurrentStaff on a route without @Roles');
  return staff;
});
