import { freshDatabase } from '#test/setup/database';
import { STORIES } from '#test/stories/list';
import { tell } from '#test/stories/story';

it.each(STORIES.map((story) => [story.name, story] as const))(
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
