import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { dayAt, plusDays, startOfDay } from '#time/zone';
import { visitsBehind } from '#eta/figure-visits';
import { type JudgedVisit, judgeVisits } from '#eta/visit-record';
import { weighUp } from '#eta/were-we-right';
import { territories, visitRecords } from '#store/figures';
import type { FiguresView, FigureVisitsView } from '#store/views';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { figureVisitView } from '#apps/api/desk/figure-visit-view';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { FiguresOf, FigureVisitsOf } from '#apps/api/schemas';

/** Looked at when no days are named. */
const DAYS = 28;
/** More visits than that are not weighed in one answer. */
const MOST_VISITS = 40_000;
/** Visits in one list; `after` leads to the next. */
const LISTED = 100;

type Days = { readonly from: string; readonly to: string };
type Asked = z.infer<typeof FiguresOf>;

/** How true our promises and predictions were, and the visits each figure was made of. */
@ApiTags('desk')
@Controller('api/figures')
@Door('desk')
export class FiguresController {
  private readonly reader;

  constructor(@Inject(HOUSE) private readonly house: Doorward) {
    this.reader = { sql: house.store.read };
  }

  @Get()
  async figures(@Query({ schema: FiguresOf }) query: Asked): Promise<FiguresView> {
    const now = await this.house.store.now();
    const days = this.daysOf(query, now);
    const all = await territories(this.reader);
    return {
      ...days,
      territoryId: query.territory ?? null,
      territories: all.map(({ id, name }) => ({ id, name })),
      ...weighUp(await this.judged(days, query.territory, now)),
    };
  }

  @Get('visits')
  async visits(@Query({ schema: FigureVisitsOf }) query: z.infer<typeof FigureVisitsOf>): Promise<FigureVisitsView> {
    const now = await this.house.store.now();
    const judged = await this.judged(this.daysOf(query, now), query.territory, now);
    const { figure, horizon, hour, quarter, technician, work, after } = query;
    const found = visitsBehind(judged, figure, { horizon, hour, quarter, technicianId: technician, workCode: work });
    return {
      total: found.length,
      good: found.filter(({ isGood }) => isGood === true).length,
      bad: found.filter(({ isGood }) => isGood === false).length,
      visits: found.slice(after, after + LISTED).map(figureVisitView),
    };
  }

  private daysOf({ from, to }: Asked, now: Date): Days {
    if (from && to) return { from, to };
    if (from) return { from, to: plusDays(from, DAYS - 1) };
    const last = to ?? dayAt(now, this.house.settings.ZONE);
    return { from: plusDays(last, 1 - DAYS), to: last };
  }

  private async judged({ from, to }: Days, territoryId: string | undefined, now: Date): Promise<JudgedVisit[]> {
    const all = await territories(this.reader);
    const wanted = all.filter(({ id }) => territoryId === undefined || id === territoryId);
    if (territoryId !== undefined && !wanted.length) throw new Problem(404, 'Not found', 'There is no such territory.');
    const spans = wanted.map(({ id, zone }) => ({
      territoryId: id,
      from: startOfDay(from, zone),
      to: startOfDay(plusDays(to, 1), zone),
    }));
    const records = await visitRecords(this.reader, spans, MOST_VISITS);
    if (records.length > MOST_VISITS)
      throw new Problem(
        400,
        'Too many visits',
        `There were more than ${MOST_VISITS.toLocaleString('en-US')} visits in these days. Please choose fewer days or one territory.`,
      );
    return judgeVisits(records, now);
  }
}
