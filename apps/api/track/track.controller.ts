import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PositionSource } from '#store/tables/people';
import type { ReceivePositions, Taken } from '#flows/commands/receive-positions';
import { Door, TheTracker, type TrackerWho } from '#apps/api/doors/door';
import { POSITIONS } from '#apps/api/house';
import { orLater } from '#apps/api/technician/or-later';
import { readOwnTracks } from '#apps/api/track/owntracks';
import type { Read } from '#apps/api/track/reading';
import { readTraccar } from '#apps/api/track/traccar';

/**
 * Where tracking apps on technicians' phones tell positions. Whatever cannot be used is answered with 200 and counted:
 * an app that is told of an error sends the same again for ever, and all that it has behind it waits.
 */
@ApiTags('tracking apps')
@Controller('track')
@Door('tracker')
export class TrackController {
  constructor(@Inject(POSITIONS) private readonly receive: ReceivePositions) {}

  /** The address form has no other way to tell than by GET; its secret is what lets it in. */
  @Get('traccar')
  @ApiOperation({ summary: 'Traccar Client before version 9, OsmAnd: one position in the words of the address' })
  traccarByGet(
    @Query() query: unknown,
    @TheTracker() who: TrackerWho,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Counted> {
    return this.take(who, 'traccar', readTraccar(query, null, new Date()), reply);
  }

  @Post('traccar')
  @HttpCode(200)
  @ApiOperation({ summary: 'Traccar Client: JSON since version 9, the words of an address or a form before' })
  traccar(
    @Query() query: unknown,
    @Body() body: unknown,
    @TheTracker() who: TrackerWho,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Counted> {
    return this.take(who, 'traccar', readTraccar(query, body, new Date()), reply);
  }

  /** The app takes what it is answered for messages to it: there are none. */
  @Post('owntracks')
  @HttpCode(200)
  @ApiOperation({ summary: 'OwnTracks in HTTP mode' })
  async owntracks(
    @Body() body: unknown,
    @TheTracker() who: TrackerWho,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly never[]> {
    await this.take(who, 'owntracks', readOwnTracks(body), reply);
    return [];
  }

  private async take(
    { technicianId }: TrackerWho,
    source: PositionSource,
    { fixes, unreadable }: Read,
    reply: FastifyReply,
  ): Promise<Counted> {
    if (!fixes.length) return { taken: 0, refused: {}, offShift: 0, unreadable };
    return { ...(await orLater(this.receive({ technicianId, source, fixes }), reply)), unreadable };
  }
}

type Counted = Taken & { readonly unreadable: number };
