import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { findAddresses, type FoundAddress } from '#apps/roads/addresses/find-addresses';
import type { AddressIndex } from '#apps/roads/addresses/index-addresses';
import { type NearestAddress, nearestAddress } from '#apps/roads/addresses/nearest-address';
import { Door } from '#apps/api/doors/door';
import { HOUSE, type House } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { AddressQuery, PlaceQuery } from '#apps/api/schemas';

/** Addresses of the area in use. Whoever shows one shows `attribution` with it. */
@ApiTags('addresses')
@Controller('api/addresses')
@Door('desk-or-integration')
export class AddressesController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Get()
  async search(@Query({ schema: AddressQuery }) { q, near }: z.infer<typeof AddressQuery>) {
    const index = await this.index();
    return { attribution: index.attribution, addresses: findAddresses(index, q, near).map(shown) };
  }

  @Get('nearest')
  async nearest(@Query({ schema: PlaceQuery }) place: z.infer<typeof PlaceQuery>) {
    const index = await this.index();
    const found = nearestAddress(index, place);
    if (!found) throw new Problem(404, 'Not found', 'There is no address within a kilometre of that place.');
    return { attribution: index.attribution, address: { ...shown(found), meters: found.meters } };
  }

  private async index(): Promise<AddressIndex> {
    const index = await this.house.addressIndex.index();
    if (index) return index;
    throw new Problem(404, 'No addresses', 'There are no addresses here yet: make an area with npm run roads.');
  }
}

const shown = ({ label, street, housenumber, city, place, quality }: FoundAddress | NearestAddress) => ({
  label,
  street,
  housenumber,
  city,
  place,
  quality,
});
