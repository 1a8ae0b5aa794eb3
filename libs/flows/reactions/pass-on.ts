import { opensDoors } from '#conversation/reading/access';
import { noteDown } from '#flows/steps/note-down';
import { type Heard, reply } from '#flows/reactions/answer';

/** Writes the customer's words down for whoever comes, for this visit only. */
export const takeDown = (heard: Heard, note: string): Promise<void> =>
  noteDown(heard.tx, heard.visit!, { note, actor: heard.actor });

/** The same, and answers with what was passed on. */
export async function passOn(heard: Heard, note: string): Promise<true> {
  await takeDown(heard, note);
  return reply(heard, 'noted', noteFacts(note));
}

/** A note as a text may quote it; words that open doors are marked, so that they can be erased there as well. */
export const noteFacts = (note: string) => ({ note, ...(opensDoors(note) ? { opensDoors: true } : {}) });
