import { readFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { z } from 'zod';

const ints = z.array(z.number().int());
const unit = z.number().int();

/** `addresses.json.gz`: streets with their houses behind one another. Places in whole 1e-6 degrees (11 cm). */
const AddressFile = z.object({
  version: z.literal(1),
  attribution: z.string(),
  cities: z.array(z.string()),
  postcodes: z.array(z.string()),
  /** Named settlements: name, kind, latitude, longitude. */
  places: z.array(z.tuple([z.string(), z.string(), unit, unit])),
  /** Name, number of its city (-1: none), latitude, longitude, how many houses of the lists below are its. */
  streets: z.array(z.tuple([z.string(), unit, unit, unit, unit])),
  houses: z.object({ number: z.array(z.string()), lat: ints, lng: ints, postcode: ints }),
});

export type AddressFile = z.infer<typeof AddressFile>;

export function writeAddressFile(path: string, file: AddressFile): void {
  writeFileSync(path, gzipSync(JSON.stringify(file)));
}

/** Throws when the file is not there, or is not what was written. */
export async function readAddressFile(path: string): Promise<AddressFile> {
  const unpacked = await promisify(gunzip)(await readFile(path));
  const file = AddressFile.parse(JSON.parse(unpacked.toString('utf8')));
  const { number, lat, lng, postcode } = file.houses;
  const counted = file.streets.reduce((sum, street) => sum + street[4], 0);
  if ([number, lat, lng, postcode].some(({ length }) => length !== counted))
    throw new Error('its houses and streets do not fit together');
  return file;
}
