import { Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { collectCredit, type CreditView, creditsToCollect } from '#flows/commands/credits';
import type { Doorward } from '#flows/doorward';
import { actorOf } from '#apps/api/doors/actor';
import { Door, type StaffWho, TheStaff } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';

/** Credits for missed windows, for billing: what is still to be collected, and that it has been. */
@ApiTags('credits')
@Controller('api/credits')
@Door('desk-or-integration')
export class CreditsController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** The credits nobody has collected, oldest first, a hundred at most: collect them and ask again. */
  @Get()
  toCollect(): Promise<CreditView[]> {
    return creditsToCollect(this.house);
  }

  /** Collected is said once; said again, the first answer comes again. */
  @Put(':id/collected')
  async collected(
    @Param('id', { schema: uuid }) creditId: string,
    @TheStaff() who: StaffWho,
  ): Promise<{ collectedAt: Date }> {
    return answered(await collectCredit(this.house)({ creditId, actor: actorOf(who) }));
  }
}
