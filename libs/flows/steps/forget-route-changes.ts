import type { Tx } from '#store/tx';

/** Deletes the notes of whose days changed more than a day ago: nobody relies on what he read before that. */
export const forgetRouteChanges = (tx: Tx) =>
  tx.sql(`DELETE FROM route_change WHERE at < clock_timestamp() - interval '1 day'`);
