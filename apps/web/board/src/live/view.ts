import { address, go } from './address';
import { isKind, type VisitKind } from './visit-kinds';

/** How the day is looked at. It stands in the address: a colleague given the link sees the same, and Back goes back. */
export type View = {
  /** The kind of visit that stands out; the others are dimmed. */
  readonly show: VisitKind | null;
  readonly sort: 'name' | 'start' | 'load';
  readonly density: 'roomy' | 'compact';
  /** Only technicians who have it, or of there. */
  readonly skill: string | null;
  readonly territory: string | null;
  /** One panel by itself, for a second screen. */
  readonly panel: 'map' | 'inbox' | null;
  /** The map below the day. */
  readonly map: boolean;
};

export function readView(search: string): View {
  const asked = new URLSearchParams(search);
  const [show, sort, panel] = [asked.get('show'), asked.get('sort'), asked.get('panel')];
  return {
    show: isKind(show) ? show : null,
    sort: sort === 'start' || sort === 'load' ? sort : 'name',
    density: asked.get('density') === 'compact' ? 'compact' : 'roomy',
    skill: asked.get('skill'),
    territory: asked.get('territory'),
    panel: panel === 'map' || panel === 'inbox' ? panel : null,
    map: asked.get('map') === 'on',
  };
}

const USUAL: Readonly<Record<string, string>> = { sort: 'name', density: 'roomy', map: 'off' };

/** Another way of looking at the day; what is as usual does not stand in the address. */
export function changeView(change: { readonly [K in keyof View]?: View[K] }): void {
  const asked = new URLSearchParams(location.search);
  for (const [name, wanted] of Object.entries(change)) {
    const value = wanted === true ? 'on' : wanted === false ? 'off' : wanted;
    if (value === null || value === USUAL[name]) asked.delete(name);
    else asked.set(name, value);
  }
  const query = asked.toString();
  go(query ? `?${query}` : '');
}

export const currentView = (): View => readView(address.get());
