/** Enough to read a serial number; small enough for a weak signal. */
const LONGEST_SIDE = 1_600;
const MOST_BYTES = 560 * 1024;
const QUALITIES = [0.8, 0.65, 0.5, 0.35] as const;

/** A picture as JPEG, no side longer than is needed, and without what a camera writes into it about place and owner. */
export async function scaledDown(file: Blob): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  for (const shrink of [1, 0.7, 0.5])
    for (const quality of QUALITIES) {
      const blob = await drawn(picture, shrink, quality);
      if (blob.size <= MOST_BYTES) return blob.arrayBuffer();
    }
  throw new Error('This picture is too large.');
}

function drawn(picture: ImageBitmap, shrink: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height)) * shrink;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
  );
}
