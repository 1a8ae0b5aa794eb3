import { keepsEveryPromise } from '#test/stories/keeps-every-promise';
import { STORIES } from '#test/stories/list';

// Every other one, so that two workers share the longest file of all.
keepsEveryPromise(STORIES.filter((_, i) => i % 2 === 0));
