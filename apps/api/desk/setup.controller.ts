import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { SampleMessage, SetupShiftDay, SetupView } from '#store/setup-views';
import { sampleMessages } from '#conversation/sample-messages';
import { readSetup, shiftDays } from '#flows/commands/setup/read-setup';
import { setShifts } from '#flows/commands/setup/shifts';
import { saveTechnician } from '#flows/commands/setup/technicians';
import { saveTerritory } from '#flows/commands/setup/territories';
import { saveWorkType } from '#flows/commands/setup/work-types';
import { companyOf, type Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';
import {
  NewWorkType,
  SaveTechnician,
  SaveTerritory,
  SaveWorkType,
  SetShifts,
  ShiftDays,
  workCode,
} from '#apps/api/setup-schemas';

/** With what a company is set up: everybody at the desk reads it, supervisors change it. */
@ApiTags('setup')
@Controller('api/setup')
@Door('supervisor')
export class SetupController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get()
  @Door('desk')
  read(@TheDispatcher() who: DispatcherWho): Promise<SetupView> {
    return readSetup(this.house, who.role === 'supervisor');
  }

  /** Every message of the catalogue in both languages, filled with made-up data. */
  @Get('messages')
  @Door('desk')
  messages(): readonly SampleMessage[] {
    const { name, short, desk, line } = companyOf(this.house);
    return sampleMessages({ name, short, desk, line });
  }

  @Post('technicians')
  async addTechnician(
    @Body({ schema: SaveTechnician }) given: z.infer<typeof SaveTechnician>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveTechnician(this.house)({ id: null, given, dispatcher: who.name }));
  }

  @Put('technicians/:id')
  async changeTechnician(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: SaveTechnician }) given: z.infer<typeof SaveTechnician>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveTechnician(this.house)({ id, given, dispatcher: who.name }));
  }

  @Get('technicians/:id/shifts')
  @Door('desk')
  async shifts(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: ShiftDays }) { from, to }: z.infer<typeof ShiftDays>,
  ): Promise<readonly SetupShiftDay[]> {
    const days = await shiftDays(this.house, id, from, to);
    if (!days) throw new Problem(404, 'Not found', 'There is no such technician.');
    return days;
  }

  /** Each day named gets this shift, or none, in the place of what it had. */
  @Put('technicians/:id/shifts')
  async setShifts(
    @Param('id', { schema: uuid }) technicianId: string,
    @Body({ schema: SetShifts }) { days }: z.infer<typeof SetShifts>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await setShifts(this.house)({ technicianId, days, dispatcher: who.name }));
  }

  @Post('territories')
  async addTerritory(
    @Body({ schema: SaveTerritory }) given: z.infer<typeof SaveTerritory>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveTerritory(this.house)({ id: null, given, dispatcher: who.name }));
  }

  @Put('territories/:id')
  async changeTerritory(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: SaveTerritory }) given: z.infer<typeof SaveTerritory>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveTerritory(this.house)({ id, given, dispatcher: who.name }));
  }

  @Post('work-types')
  async addWorkType(
    @Body({ schema: NewWorkType }) { code, ...given }: z.infer<typeof NewWorkType>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveWorkType(this.house)({ code, isNew: true, given, dispatcher: who.name }));
  }

  @Put('work-types/:code')
  async changeWorkType(
    @Param('code', { schema: workCode }) code: string,
    @Body({ schema: SaveWorkType }) given: z.infer<typeof SaveWorkType>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await saveWorkType(this.house)({ code, isNew: false, given, dispatcher: who.name }));
  }
}
