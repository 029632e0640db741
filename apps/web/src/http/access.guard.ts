import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SessionsService, type StaffRole } from '#libs/people';
import { Clock, CONFIGURATION, NotAllowedError, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { ForgedFormError, NotSignedInError } from './access.errors.js';
import { MACHINE, PUBLIC, ROLES, type StaffRequest } from './access.js';
import { readCookie, SESSION_COOKIE } from './cookies.js';
import { hasFormToken } from './forms.js';
import { NoticesService } from '../operations/notices.service.js';
import { languageOf, siteOf } from './site.js';

/** Stands before every route: a route that says nothing about who may come lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<StaffRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const asked = <T>(key: string) => this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);

    if (!asked<boolean>(MACHINE)) await this.identify(request);
    const notices = request.staff ? await this.notices.of(request.staff, languageOf(request), this.clock.now()) : null;
    Object.assign(reply, { locals: { site: siteOf(request, reply, this.configuration, notices) } });
    this.admit(request, asked<boolean>(PUBLIC) === true, asked<StaffRole[]>(ROLES) ?? []);
    if (!isReading(request) && !asked<boolean>(MACHINE) && !hasFormToken(request)) throw new ForgedFormError('form without a valid token');
    return true;
  }

  private async identify(request: StaffRequest): Promise<void> {
    const token = readCookie(request, SESSION_COOKIE);
    const staff = token ? await this.sessions.find(token, this.clock.now()) : null;
    if (staff) request.staff = staff;
  }

  private admit(request: StaffRequest, isPublic: boolean, roles: StaffRole[]): void {
    if (isPublic) return;
    if (!request.staff) throw new NotSignedInError('nobody is signed in');
    if (!roles.includes(request.staff.role)) throw new NotAllowedError('not for this role');
  }
}

function isReading(request: StaffRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
}
