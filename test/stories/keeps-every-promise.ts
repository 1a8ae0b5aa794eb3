import { freshDatabase } from '#test/setup/database';
import { type Story, tell } from '#test/stories/story';

/** A test for each story: played on a database of its own, every promise in it is kept. */
export const keepsEveryPromise = (stories: readonly Story[]) =>
  it.each(stories.map((story) => [story.name, story] as const))(
    '%s: every promise of the story is kept',
    async (_, story) => {
      const database = await freshDatabase();
      try {
        const told = await tell(story, { databaseUrl: database.url });
        expect(told.missing).toEqual([]);
        expect(told.kept).toBeGreaterThan(5);
      } finally {
        await database.drop();
      }
    },
    180_000,
  );
