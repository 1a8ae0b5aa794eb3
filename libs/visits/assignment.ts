import { type Refused, refuse } from '#visits/refused';

/** The technician's side of a visit: his ticket. One live assignment per appointment. */
export type AssignmentState =
  | 'created'
  | 'delivered'
  | 'acknowledged'
  | 'en_route'
  | 'on_site'
  | 'working'
  | 'paused'
  | 'completed'
  | 'cannot_complete'
  | 'declined'
  | 'expired'
  | 'withdrawn';

/** States in which the ticket still binds the technician's time. */
export const LIVE = ['created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused'] as const;
export const isLive = (state: AssignmentState) => (LIVE as readonly string[]).includes(state);

/** States in which he stands at the customer's door or behind it. */
export const isOnSite = (state: AssignmentState) => state === 'on_site' || state === 'working' || state === 'paused';

/** Which state may follow which. Everything not written here is refused. */
export const ASSIGNMENT_NEXT = {
  created: ['delivered', 'acknowledged', 'declined', 'expired', 'withdrawn'],
  delivered: ['acknowledged', 'declined', 'expired', 'withdrawn'],
  acknowledged: ['en_route', 'declined', 'expired', 'withdrawn'],
  en_route: ['on_site', 'acknowledged', 'declined', 'expired', 'withdrawn'],
  on_site: ['working', 'completed', 'cannot_complete'],
  working: ['paused', 'completed', 'cannot_complete'],
  paused: ['working', 'completed', 'cannot_complete'],
  completed: [],
  cannot_complete: [],
  declined: [],
  expired: [],
  withdrawn: [],
} as const satisfies Record<AssignmentState, readonly AssignmentState[]>;

/** What a technician can say about a ticket with one tap, and the state it leads to. */
export const ACTS = {
  receive: 'delivered',
  accept: 'acknowledged',
  decline: 'declined',
  'on-my-way': 'en_route',
  arrive: 'on_site',
  start: 'working',
  pause: 'paused',
  done: 'completed',
  'cannot-complete': 'cannot_complete',
} as const satisfies Record<string, AssignmentState>;

export type Act = keyof typeof ACTS;

/** The state after `act`, or why it is refused. */
export function move(state: AssignmentState, act: Act): AssignmentState | Refused {
  const next = ACTS[act];
  if ((ASSIGNMENT_NEXT[state] as readonly AssignmentState[]).includes(next)) return next;
  if (state === next) return refuse('illegal-move', `This ticket is already ${SAID[state]}.`);
  if (!isLive(state)) return refuse('closed', `This ticket is ${SAID[state]}; nothing more can be reported on it.`);
  return refuse('illegal-move', `${WANTS[act]} first: the ticket is ${SAID[state]}.`);
}

/** How a state is said to a person. */
export const SAID: Record<AssignmentState, string> = {
  created: 'not yet on the phone',
  delivered: 'on the phone, not accepted',
  acknowledged: 'accepted',
  en_route: 'on the way',
  on_site: 'on site',
  working: 'in work',
  paused: 'paused',
  completed: 'done',
  cannot_complete: 'ended without completion',
  declined: 'declined',
  expired: 'given to somebody else',
  withdrawn: 'withdrawn',
};

/** What has to be done before an act that came too early (or cannot come any more). */
const WANTS: Record<Act, string> = {
  receive: 'The ticket is past that',
  accept: 'The ticket is past that',
  decline: 'Report that you cannot complete',
  'on-my-way': 'Accept the ticket',
  arrive: 'Say that you are on your way',
  start: 'Say that you have arrived',
  pause: 'Start the work',
  done: 'Say that you have arrived',
  'cannot-complete': 'Say that you have arrived, or decline the ticket',
};

/** How what he tells is named: on his phone, on the timeline, and before the desk. */
export function sayAct(act: Act | 'late' | 'seen' | 'take-next', minutes = 0): string {
  return act === 'late' ? `${minutes} min later` : ACT_SAID[act];
}

const ACT_SAID: Record<Exclude<Parameters<typeof sayAct>[0], 'late'>, string> = {
  receive: 'Ticket on this phone',
  accept: 'Accepted',
  decline: 'Declined',
  'on-my-way': 'On my way',
  arrive: 'Arrived',
  start: 'Started',
  pause: 'Paused',
  done: 'Done',
  'cannot-complete': 'Cannot complete',
  seen: 'Seen',
  'take-next': 'Next visit chosen',
};
