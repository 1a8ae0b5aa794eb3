import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAddressFile } from '#apps/roads/addresses/address-file';
import { type AddressIndex, indexAddresses } from '#apps/roads/addresses/index-addresses';
import { NetworkId } from '#apps/roads/build/networks';

export type OpenAddresses = {
  /** The addresses of the network in use now; null when there is none, or none with addresses. */
  index(): Promise<AddressIndex | null>;
};

/**
 * The addresses of whatever network is in use: read when they are first asked for, and again when another is put to
 * use. One that cannot be read is told to `onFailure` once, and is as good as none.
 */
export function openAddresses(roadsDir: string, onFailure: (what: string, error: unknown) => void): OpenAddresses {
  let open: { readonly id: string; readonly index: Promise<AddressIndex | null> } | null = null;
  return {
    async index() {
      const id = await idInUse(roadsDir);
      if (id === null) return null;
      if (open?.id !== id) open = { id, index: load(roadsDir, id, onFailure) };
      return open.index;
    },
  };
}

async function load(
  roadsDir: string,
  id: string,
  onFailure: (what: string, error: unknown) => void,
): Promise<AddressIndex | null> {
  try {
    return indexAddresses(await readAddressFile(join(roadsDir, 'networks', id, 'addresses.json.gz')));
  } catch (error) {
    onFailure(`the addresses of ${id} cannot be read; build the area again with npm run roads`, error);
    return null;
  }
}

/** What the file `current` says; null when it is not there or says nothing sensible. */
async function idInUse(roadsDir: string): Promise<string | null> {
  const said = await readFile(join(roadsDir, 'current'), 'utf8').catch(() => '');
  return NetworkId.safeParse(said.trim()).data ?? null;
}
