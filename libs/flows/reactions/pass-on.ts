import { opensDoors } from '#conversation/reading/access';
import type { CallBack } from '#flows/steps/call-back';
import { noteDown } from '#flows/steps/note-down';
import { type Heard, reply } from '#flows/reactions/answer';

/** Writes the customer's words down for whoever comes, for this visit only; where they do not fit, the call in which the desk hears them out. */
export const takeDown = (heard: Heard, note: string): Promise<CallBack | null> =>
  noteDown(heard.tx, heard.visit!, { note, actor: heard.actor });

/** The same, and answers with what was passed on, or with who calls. */
export async function passOn(heard: Heard, note: string): Promise<true> {
  const call = await takeDown(heard, note);
  if (call) return reply(heard, 'call-back', { agent: call.agent, by: call.by });
  return reply(heard, 'noted', noteFacts(note));
}

/** A note as a text may quote it; words that open doors are marked, so that they can be erased there as well. */
export const noteFacts = (note: string) => ({ note, ...(opensDoors(note) ? { opensDoors: true } : {}) });
