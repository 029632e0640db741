import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAULT_KINDS, Faults, type Fault, type FaultKind } from './faults.js';
import type { Carrier } from './options.js';
import { Traffic } from './traffic.js';

/** An empty field of a form is no field; a number in a form is text. */
const Text = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || undefined : value));
const Count = () => Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? undefined : Number(value)));

class FaultForm implements Fault {
  @IsIn(FAULT_KINDS)
  kind: FaultKind;

  @Text()
  @IsOptional()
  @IsString()
  @MaxLength(254)
  address?: string;

  @Count()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600_000)
  ms?: number;

  @Text()
  @IsOptional()
  @Matches(/^\d{3,5}$/)
  code?: string;

  @Text()
  @IsOptional()
  @IsIn(['twilio', 'twilio-2', 'smtp'])
  account?: Carrier;

  @Count()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  every?: number;

  @Count()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  times?: number;
}

/** For tests and for whoever wants to see what the product does when the world does not cooperate. */
@Controller()
export class ControlController {
  constructor(
    private readonly faults: Faults,
    private readonly traffic: Traffic,
  ) {}

  @Get('faults')
  list(): readonly Fault[] {
    return this.faults.active;
  }

  /** As JSON or as the form on the first page. */
  @Post('faults')
  add(
    @Body() fault: FaultForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): readonly Fault[] | undefined {
    this.faults.add({ ...fault });
    if (isForm(request)) return void reply.redirect('/#storingen', 303);
    return this.faults.active;
  }

  @Delete('faults')
  @HttpCode(204)
  clear(): void {
    this.faults.clear();
  }

  @Post('faults/clear')
  clearByForm(@Res({ passthrough: true }) reply: FastifyReply): void {
    this.faults.clear();
    void reply.redirect('/#storingen', 303);
  }

  /** How many messages were taken, and by whom: the proof that nobody got anything twice. */
  @Get('counts')
  counts(): ReturnType<Traffic['counts']> {
    return this.traffic.counts();
  }
}

function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}
