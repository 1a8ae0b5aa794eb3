import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentNetwork, type Network } from '#apps/roads/build/networks';
import { Door } from '#apps/api/doors/door';
import { HOUSE, type House } from '#apps/api/house';
import { byteRange } from '#apps/api/map/byte-range';
import { Problem } from '#apps/api/problem';

/** The map of the area in use: one file that a browser reads piece by piece, and what it says of itself. */
@ApiTags('map')
@Controller('map')
@Door('open')
export class MapController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** 204 as long as there is no map: a house without roads is no error, and browsers write every 404 into the console. */
  @Get('about.json')
  about(@Res({ passthrough: true }) reply: FastifyReply) {
    const network = currentNetwork(this.house.settings.ROADS_DIR);
    if (!network) return void reply.status(204);
    const { name, bbox, zone, attribution } = network.about;
    return { name, bbox, zone, attribution };
  }

  /** PMTiles, by HTTP ranges. The tag is the network's: another area, or the same built anew, is another file. */
  @Get('basemap.pmtiles')
  async basemap(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { dir, about } = this.network();
    const tag = `"${about.id}"`;
    const file = await open(join(dir, 'basemap.pmtiles')).catch(() => noMap());
    void reply.headers({ etag: tag, 'accept-ranges': 'bytes', 'cache-control': 'no-cache' });
    if (matches(request.headers['if-none-match'], tag)) {
      await file.close();
      return void reply.status(304).send();
    }
    const { size } = await file.stat();
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
    const range = isSame ? byteRange(request.headers.range, size) : null;
    if (range === 'unsatisfiable') {
      await file.close();
      void reply.header('content-range', `bytes */${size}`);
      throw new Problem(416, 'No such range', `The map has ${size} bytes; there is nothing where that range begins.`);
    }
    if (range) void reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${size}`);
    const { from, to } = range ?? { from: 0, to: size - 1 };
    void reply.type('application/vnd.pmtiles').header('content-length', to - from + 1);
    await send(request, reply, file, from, to);
  }

  private network(): Network {
    return currentNetwork(this.house.settings.ROADS_DIR) ?? noMap();
  }
}

/** The stream closes the file, also when whoever asked has gone. */
async function send(request: FastifyRequest, reply: FastifyReply, file: FileHandle, start: number, end: number) {
  if (request.method === 'HEAD') {
    await file.close();
    return void reply.send();
  }
  void reply.send(file.createReadStream({ start, end }));
}

const matches = (header: string | undefined, tag: string) =>
  header !== undefined && header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');

function noMap(): never {
  throw new Problem(404, 'No map', 'There is no map here yet: make an area with npm run roads.');
}
