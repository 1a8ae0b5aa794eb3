/** Whether what is on the screen is what is so. A board must not lie: without a connection nothing can be changed. */
export type Liveness =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** `since`: the house's time when the connection went. */
  | { readonly is: 'lost'; readonly since: number };
