/** The last `most` things that were asked for, by name; the one not asked for the longest is forgotten first. */
export class Remembered<T> {
  readonly #things = new Map<string, T>();

  constructor(readonly most: number) {}

  get(name: string): T | undefined {
    const thing = this.#things.get(name);
    if (thing !== undefined) this.set(name, thing);
    return thing;
  }

  set(name: string, thing: T): void {
    this.#things.delete(name);
    this.#things.set(name, thing);
    if (this.#things.size > this.most) this.#things.delete(this.#things.keys().next().value!);
  }

  get size(): number {
    return this.#things.size;
  }
}
