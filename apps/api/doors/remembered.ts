import { hashOf } from '#flows/links';
import { oneLook } from '#flows/steps/one-look';

/** A key taken back opens nothing after this. */
const FOR_MS = 3_000;
const MOST = 20_000;

/**
 * Who came with which key, remembered for three seconds: a phone tells its position so often that looking its key up
 * each time would cost more than writing the position. Keys that were right are known beyond that, so that they are
 * looked at again even where many wrong ones come from the same address.
 */
export class Remembered<Who> {
  private readonly found = new Map<string, { readonly who: Who; readonly until: number }>();
  private readonly looks = oneLook<Who | null>();

  /** `look` reads who has the key of this hash; null when nobody has. */
  constructor(private readonly look: (hash: string) => Promise<Who | null>) {}

  /** Whether this key was right once: not whether it still is. */
  knows(key: string): boolean {
    return this.found.has(hashOf(key));
  }

  /** The key is found by its hash: what the time of the answer tells is about the hash, and leads to no key. */
  async whoHas(key: string): Promise<Who | null> {
    const hash = hashOf(key);
    const known = this.found.get(hash);
    if (known && known.until > Date.now()) return known.who;
    const until = Date.now() + FOR_MS;
    const who = await this.looks(hash, () => this.look(hash));
    if (this.found.size >= MOST) this.found.clear();
    if (who) this.found.set(hash, { who, until });
    else this.found.delete(hash);
    return who;
  }
}
