/** Everything that can fall due. */
export type TimerKind =
  | 'ticket.remind'
  | 'ticket.alarm'
  | 'ticket.withdrawn'
  | 'ticket.hand-over'
  | 'route.look'
  | 'door.look'
  | 'hold.expire'
  | 'prompt.expire'
  | 'window.end'
  | 'eta.due'
  | 'update.due'
  | 'call-back.remind'
  | 'call-back.due'
  | 'survey.ask'
  | 'night'
  | 'learn';
