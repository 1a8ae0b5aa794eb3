import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';

@ApiTags('health')
@Controller('health')
@Door('open')
export class HealthController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** It can reach its records. */
  @Get('ready')
  async ready() {
    await this.house.store.now();
    return { status: 'ok' };
  }
}
