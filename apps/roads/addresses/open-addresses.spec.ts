import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AddressFile, writeAddressFile } from '#apps/roads/addresses/address-file';
import { openAddresses } from '#apps/roads/addresses/open-addresses';

let dir: string;
let failures: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-addresses-'));
  failures = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

const put = (id: string, file: (path: string) => void) => {
  const network = join(dir, 'networks', id);
  mkdirSync(network, { recursive: true });
  file(join(network, 'addresses.json.gz'));
  writeFileSync(join(dir, 'current'), `${id}\n`);
};
const area = (attribution: string): AddressFile => ({
  version: 1,
  attribution,
  cities: [],
  postcodes: [],
  places: [],
  streets: [],
  houses: { number: [], lat: [], lng: [], postcode: [] },
});

it('follows the network in use', async () => {
  const addresses = openAddresses(dir, (what) => failures.push(what));
  expect(await addresses.index()).toBeNull();
  put('one', (path) => writeAddressFile(path, area('of one')));
  const first = await addresses.index();
  expect([first?.attribution, (await addresses.index()) === first]).toEqual(['of one', true]);
  put('two', (path) => writeAddressFile(path, area('of two')));
  expect((await addresses.index())?.attribution).toBe('of two');
  expect(failures).toEqual([]);
});

it('a file that is broken is told once and is as good as none', async () => {
  const addresses = openAddresses(dir, (what) => failures.push(what));
  put('broken', (path) => writeFileSync(path, 'nothing of the kind'));
  expect([await addresses.index(), await addresses.index()]).toEqual([null, null]);
  expect(failures).toEqual([expect.stringContaining('the addresses of broken cannot be read')]);
  const wrong = area('x');
  wrong.houses.number.push('7');
  put('wrong', (path) => writeAddressFile(path, wrong));
  expect(await addresses.index()).toBeNull();
  expect(failures).toHaveLength(2);
});
