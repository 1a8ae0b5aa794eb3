import 'maplibre-gl/dist/maplibre-gl.css';
import {
  addProtocol,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapView,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { Desk } from '../live/desk';
import { ask } from '../wire/ask';
import { routeLine, visitPoints } from './map-data';
import { mapStyle } from './map-style';
import css from './map.module.css';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);

/** What `GET /map/about.json` says; nothing as long as no area has been made. */
type About = { readonly bbox: readonly [number, number, number, number]; readonly attribution: string };

export type OpenMap = { readonly setDark: (isDark: boolean) => void; readonly close: () => void };

/** Changes come in bursts; the map is drawn once for each. */
const TOGETHER_MS = 250;

/** Puts the map of the day into an element. Throws where the browser has no WebGL. */
export async function openMap(desk: Desk, element: HTMLElement, startsDark: boolean): Promise<OpenMap> {
  const answer = await ask<About | null>('GET', '/map/about.json');
  const about = answer.ok ? answer.value : null;
  const hasTiles = about !== null;
  let isDark = startsDark;
  const map = new MapView({
    container: element,
    style: mapStyle(isDark, hasTiles),
    attributionControl: {
      compact: true,
      ...(about ? { customAttribution: escapeText(about.attribution) } : {}),
    },
    locale: { 'Map.Title': 'Drawn map; the list beside it says the same' },
    bounds: boundsOf(desk, about),
    fitBoundsOptions: { padding: 40, maxZoom: 15 },
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  const vans = new Map<string, Marker>();
  let soon: ReturnType<typeof setTimeout> | undefined;

  function draw() {
    soon = undefined;
    source('visits')?.setData(visitPoints(desk, desk.selected.get()) as never);
    source('route')?.setData(routeLine(desk, desk.followed.get()) as never);
    for (const technician of desk.store.technicians.get()) {
      const place = desk.positions.of(technician.id).get();
      if (!place) continue;
      const van = vans.get(technician.id) ?? newVan(technician);
      van.setLngLat([place.lng, place.lat]);
      van.getElement().toggleAttribute('data-followed', desk.followed.get() === technician.id);
      van.getElement().toggleAttribute('data-old', desk.clock.now.get() - place.at > OLD_MS);
    }
  }
  const source = (name: string) => map.getSource<GeoJSONSource>(name);
  const drawSoon = () => (soon ??= setTimeout(draw, TOGETHER_MS));

  function newVan({ id, name }: { readonly id: string; readonly name: string }): Marker {
    const button = document.createElement('button');
    button.type = 'button';
    // By keyboard he is chosen in the list, where he stands in order; the vans would be a walk around the town.
    button.tabIndex = -1;
    button.className = css.van!;
    button.textContent = name;
    button.addEventListener('click', () => desk.followed.set(desk.followed.get() === id ? null : id));
    const van = new Marker({ element: button, anchor: 'bottom' }).setLngLat([0, 0]).addTo(map);
    vans.set(id, van);
    return van;
  }

  function addOurs() {
    map.addSource('route', { type: 'geojson', data: routeLine(desk, desk.followed.get()) as never });
    map.addSource('visits', { type: 'geojson', data: visitPoints(desk, desk.selected.get()) as never });
    const ink = isDark ? '#e8eaed' : '#1b1f23';
    map.addLayer({
      id: 'route',
      type: 'line',
      source: 'route',
      paint: { 'line-color': isDark ? '#9775fa' : '#7048e8', 'line-width': 3, 'line-dasharray': [2, 1.5] },
    });
    map.addLayer({
      id: 'visits',
      type: 'circle',
      source: 'visits',
      paint: {
        'circle-radius': ['case', ['get', 'isOpen'], 10, 6.5],
        'circle-color': tints() as never,
        'circle-stroke-width': ['case', ['get', 'isOpen'], 3, 1.5],
        'circle-stroke-color': ['case', ['get', 'isOpen'], ink, isDark ? '#141517' : '#ffffff'],
      },
    });
    draw();
  }
  map.on('load', addOurs);
  map.on('click', 'visits', ({ features }) => {
    const workOrderId: unknown = features?.[0]?.properties['workOrderId'];
    if (typeof workOrderId === 'string') desk.select(workOrderId);
  });
  map.on('mousemove', 'visits', () => (map.getCanvas().style.cursor = 'pointer'));
  map.on('mouseleave', 'visits', () => (map.getCanvas().style.cursor = ''));
  const watched = [desk.store.touched, desk.positions.any, desk.selected, desk.followed].map((cell) =>
    cell.subscribe(drawSoon),
  );

  return {
    setDark(dark) {
      if (dark === isDark) return;
      isDark = dark;
      map.once('style.load', addOurs);
      map.setStyle(mapStyle(isDark, hasTiles), { diff: false });
    },
    close() {
      clearTimeout(soon);
      for (const leave of watched) leave();
      map.remove();
    },
  };
}

const OLD_MS = 10 * 60_000;

/** The colours of the board, so that a visit looks alike on both. */
function tints(): unknown[] {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--board-${name}`).trim();
  const by = [
    'risk',
    'risk',
    'nobody',
    'risk',
    'failed',
    'risk',
    'waiting',
    'waiting',
    'alarm',
    'waiting',
    'accepted',
    'accepted',
    'road',
    'road',
    'onsite',
    'onsite',
  ];
  const pairs: string[] = [];
  for (let i = 0; i < by.length; i += 2) pairs.push(by[i]!, colour(by[i + 1]!));
  return ['match', ['get', 'tint'], ...pairs, colour('done')];
}

/** Where the day happens; without any visit, the area there is a map of. */
function boundsOf(desk: Desk, about: About | null): LngLatBounds {
  const bounds = new LngLatBounds();
  for (const { lat, lng } of desk.store.everyVisit()) bounds.extend([lng, lat]);
  if (!bounds.isEmpty()) return bounds;
  return about
    ? new LngLatBounds([about.bbox[0], about.bbox[1]], [about.bbox[2], about.bbox[3]])
    : bounds.extend([0, 0]);
}

/** MapLibre takes an attribution for HTML; ours is words. */
function escapeText(words: string): string {
  const element = document.createElement('span');
  element.textContent = words;
  return element.innerHTML;
}
