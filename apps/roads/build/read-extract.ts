import { type Blob, blobsOf } from '#apps/roads/build/blobs';
import { ExtractError } from '#apps/roads/build/extract-error';
import { checkHeader, type Listener, readBlock } from '#apps/roads/build/read-block';

/**
 * Reads the extract at `path` for `listener`, one piece in memory at a time; after each piece it yields the byte it has
 * come to, so that the caller can say so, or stop. Throws an ExtractError that says what is wrong with the file.
 */
export function* readExtract(path: string, listener: Listener): Generator<number> {
  for (const blob of blobsOf(path)) {
    if (blob.type === 'OSMHeader') understanding(path, blob, () => checkHeader(blob.bytes));
    else if (blob.type === 'OSMData') understanding(path, blob, () => readBlock(blob.bytes, listener));
    yield blob.end;
  }
}

/** Reads the whole of a small extract. */
export function readWhole(path: string, listener: Listener): void {
  const reading = readExtract(path, listener);
  while (!reading.next().done);
}

function understanding(path: string, { at }: Blob, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof ExtractError) throw error;
    throw new ExtractError(
      `${path} is damaged in the piece at byte ${at}: ${(error as Error).message}. Get it again and compare its size or checksum with the source's.`,
    );
  }
}
