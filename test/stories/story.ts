import { openWorld, type World, type WorldOptions } from '#test/world/world';

/** One complaint, told with the real parts. */
export type Story = {
  readonly name: string;
  /** What went wrong in the world, and what must not here. */
  readonly about: string;
  readonly setting: Pick<WorldOptions, 'technicians' | 'from' | 'env'>;
  play(world: World, promise: Keeping): Promise<void>;
};

/** Writes down whether a promise of the story was kept. */
export type Keeping = (what: string, isKept: boolean) => void;

export type Told = { readonly missing: readonly string[]; readonly kept: number };

/** Plays a story in a world of its own and says which of its promises were not kept. */
export async function tell(
  story: Story,
  { onPromise, ...options }: Omit<WorldOptions, 'technicians' | 'from'> & { readonly onPromise?: Keeping },
): Promise<Told> {
  const world = await openWorld({ ...options, ...story.setting, env: { ...story.setting.env, ...options.env } });
  const missing: string[] = [];
  let kept = 0;
  try {
    await story.play(world, (what, isKept) => {
      if (isKept) kept++;
      else missing.push(what);
      onPromise?.(what, isKept);
    });
    return { missing, kept };
  } finally {
    await world.close();
  }
}
