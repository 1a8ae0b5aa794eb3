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

  /** It can reach its records; and whether texts leave, which is nothing this process could mend. */
  @Get('ready')
  async ready() {
    const [outage] = await this.house.store.read<{ why: string; shows: Date }>(
      'SELECT why, shows FROM outage WHERE told',
    );
    const texts = outage ? { leave: false, since: outage.shows.toISOString(), why: outage.why } : { leave: true };
    return { status: 'ok', texts };
  }
}
