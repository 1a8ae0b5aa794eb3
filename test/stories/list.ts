import { almostRight } from '#test/stories/almost-right';
import { silentTechnician } from '#test/stories/silent-technician';
import type { Story } from '#test/stories/story';

/** Every story, in the order in which they are worth hearing. */
export const STORIES: readonly Story[] = [almostRight, silentTechnician];
