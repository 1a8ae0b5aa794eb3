import type { Intent } from '#conversation/reading/asked';

/** Every intent, in the order in which a reading lists them. */
export const INTENTS: readonly Intent[] = [
  'stop-texts',
  'start-texts',
  'wrong-number',
  'is-cancelled',
  'who',
  'other-tech',
  'eta',
  'choose',
  'survey-score',
  'running-late-customer',
  'cancel-visit',
  'rebook',
  'person',
  'complaint',
  'help',
  'note',
  'eta-ack',
  'confirm',
  'decline',
  'thanks',
];

/** Each intent once, in their order. */
export const inOrder = (intents: readonly Intent[]): Intent[] => INTENTS.filter((intent) => intents.includes(intent));
