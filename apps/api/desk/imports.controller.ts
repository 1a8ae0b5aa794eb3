import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isRefused } from '#visits/refused';
import type { ImportView } from '#store/setup-views';
import { beginList, listResult, listView, uploadList } from '#flows/commands/imports';
import type { Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem, problemOf } from '#apps/api/problem';
import { text, uuid } from '#apps/api/schemas';

const ListGiven = z.strictObject({
  kind: z.enum(['customers', 'technicians', 'visits'], 'must be customers, technicians or visits'),
  name: text().trim().min(1).max(120),
});
const named = text().trim().min(1).max(80).nullable();
const plan = {
  columns: z.record(z.string().max(20), z.number().int().min(0).max(99).nullable()),
  territory: named,
  work: named,
};
const CheckList = z.strictObject(plan);
const choice = z.enum(['ours', 'theirs', 'skip'], 'must be ours, theirs or skip');
const RunList = z.strictObject({
  ...plan,
  choices: z.record(z.string().regex(/^\d{1,6}$/), choice),
  otherwise: choice,
  invite: z.boolean(),
});

/** Lists of customers, technicians and visits: taken in, looked through, brought in. */
@ApiTags('setup')
@Controller('api/imports')
@Door('supervisor')
export class ImportsController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** The body is the file itself, as text/csv. */
  @Post()
  async upload(
    @Query({ schema: ListGiven }) given: z.infer<typeof ListGiven>,
    @Body() bytes: unknown,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<ImportView> {
    if (!Buffer.isBuffer(bytes))
      throw new Problem(415, 'No list', 'Please send the file itself, as text/csv. Nothing was changed.');
    const { id } = await answered(await uploadList(this.house)({ ...given, bytes, dispatcher: who.name }));
    return this.look(id);
  }

  @Get(':id')
  async look(@Param('id', { schema: uuid }) id: string): Promise<ImportView> {
    return (await listView(this.house, id)) ?? absent();
  }

  /** Looks through it, and writes nothing. */
  @Post(':id/check')
  @HttpCode(202)
  async check(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: CheckList }) body: z.infer<typeof CheckList>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<ImportView> {
    const begun = await beginList(this.house)({ id, plan: body, bring: null, dispatcher: who.name });
    if (isRefused(begun)) throw problemOf(begun);
    return this.look(id);
  }

  @Post(':id/run')
  @HttpCode(202)
  async run(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: RunList }) { choices, otherwise, invite, ...body }: z.infer<typeof RunList>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<ImportView> {
    const bring = { choices, otherwise, invite };
    const begun = await beginList(this.house)({ id, plan: body, bring, dispatcher: who.name });
    if (isRefused(begun)) throw problemOf(begun);
    return this.look(id);
  }

  @Get(':id/result')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="doorward-result.csv"')
  async result(@Param('id', { schema: uuid }) id: string): Promise<string> {
    return (await listResult(this.house, id)) ?? absent();
  }
}

function absent(): never {
  throw new Problem(404, 'Not found', 'There is no such list.');
}
