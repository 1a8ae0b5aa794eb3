import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Needs } from '#visits/next-visit';
import { isRefused } from '#visits/refused';
import { ageOfTap } from '#visits/tap-age';
import { techDay } from '#store/tech-day';
import type { TechDay } from '#store/views';
import { isEarly, operate } from '#flows/commands/operate';
import type { Doorward } from '#flows/doorward';
import { Door, type TechnicianWho, TheTechnician } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { TechnicianOperation } from '#apps/api/schemas';

/** What a technician's phone asks and reports. */
@ApiTags('technician')
@Controller('api/tech')
@Door('technician')
export class TechnicianController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get('day')
  async day(@TheTechnician() who: TechnicianWho): Promise<TechDay | null> {
    await noteSeen(this.house, who.deviceId);
    return dayOf(this.house, who.id);
  }

  @Post('operations')
  @HttpCode(200)
  async operation(
    @Body({ schema: TechnicianOperation }) body: z.infer<typeof TechnicianOperation>,
    @TheTechnician() who: TechnicianWho,
  ) {
    const { minutes, note, reason, needs, holdId, seq, times, ...rest } = body;
    const answer = await operate(this.house)({
      ...rest,
      ...(seq !== undefined && { seq }),
      ...(times !== undefined && { ageMs: ageOfTap(times, Date.now()) }),
      ...(minutes !== undefined && { minutes }),
      ...(note !== undefined && { note }),
      ...(reason !== undefined && { reason }),
      ...(needs !== undefined && { needs: given(needs) }),
      ...(holdId !== undefined && { holdId }),
      technicianId: who.id,
      deviceId: who.deviceId,
    });
    if (!isRefused(answer) && isEarly(answer))
      throw new Problem(
        425,
        'Too early',
        `The tap before this one (number ${answer.expects}) has not come yet.`,
        answer,
      );
    return answered(answer, async () => ({ day: await dayOf(this.house, who.id) }));
  }
}

/** Without what was left out. */
const given = ({ why, ...more }: NonNullable<z.infer<typeof TechnicianOperation>['needs']>): Needs => ({
  why,
  ...(more.part !== undefined && { part: more.part }),
  ...(more.skill !== undefined && { skill: more.skill }),
  ...(more.from !== undefined && { from: more.from }),
  ...(more.minutes !== undefined && { minutes: more.minutes }),
});

/** A technician's day as his phone shows it. */
export const dayOf = ({ store, settings }: Doorward, technicianId: string) =>
  techDay({ sql: store.read }, technicianId, { company: settings.COMPANY_NAME, desk: settings.DESK_NUMBER });

/** A phone has been heard of: noted once a minute at most. */
export const noteSeen = ({ store }: Doorward, deviceId: string): Promise<unknown> =>
  store.read(
    `UPDATE device SET seen_at = doorward_now() WHERE id = $1
       AND (seen_at IS NULL OR seen_at <= doorward_now() - interval '1 minute')`,
    [deviceId],
  );
