import { type Day, isDay } from '../time/day';
import { address } from './address';

/** What is looked at. It stands in the address, so that a reload, or a colleague given the link, sees the same. */
export type Place = { readonly day: Day | null; readonly workOrderId: string | null };

export function readPlace(): Place {
  const asked = new URLSearchParams(location.search);
  const day = asked.get('day');
  return { day: isDay(day) ? day : null, workOrderId: asked.get('order') };
}

/** Writes it beside whatever else the address asks for. Another day is a step that Back takes back; a story is not. */
export function writePlace({ day, workOrderId }: Place): void {
  const asked = new URLSearchParams(location.search);
  put(asked, 'day', day);
  put(asked, 'order', workOrderId);
  const query = asked.toString();
  const isSameDay = new URLSearchParams(location.search).get('day') === day;
  history[isSameDay ? 'replaceState' : 'pushState'](null, '', query ? `?${query}` : location.pathname);
  address.set(location.search);
}

function put(asked: URLSearchParams, name: string, value: string | null): void {
  if (value) asked.set(name, value);
  else asked.delete(name);
}
