import { sayTime } from '#time/say';
import { roughly } from '#visits/rough-place';
import { type Page, whoOf } from '#apps/api/customer/page';
import type { Seen } from '#apps/api/customer/seen';

const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** Half the side of the drawing. */
const HALF = 100;
/** As far from the middle as he is drawn at most: the text says how far he is. */
const MOST = 78;
const LEAST = 16;
/** Beyond so many miles he is drawn at the edge. */
const EDGE_MILES = 12;

/** Where he is as seen from the visit, only while he drives there: a drawing of ours, no map, and no exact place. */
export function Sketch({ visit, say, seen }: Page & { seen: Seen }) {
  if (!seen.position) return <section id="map" />;
  const who = whoOf(visit, say);
  const { miles, eighth } = roughly(seen.position, visit.place);
  const time = sayTime(seen.position.at, visit.place.zone);
  const where =
    miles === 0
      ? say('map.near', { time })
      : say('map.far', { miles, direction: say(`map.${DIRECTIONS[eighth]!}`), time });
  const away = miles === 0 ? LEAST : LEAST + (MOST - LEAST) * Math.min(1, Math.sqrt(miles / EDGE_MILES));
  const [x, y] = [Math.sin((eighth * Math.PI) / 4) * away, -Math.cos((eighth * Math.PI) / 4) * away];
  return (
    <section class="card" id="map">
      <h2>{say('map.title', { who })}</h2>
      <p>{where}</p>
      <svg viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} class="sketch" role="img" aria-label={where}>
        <circle r={LEAST + (MOST - LEAST) * Math.sqrt(1 / EDGE_MILES)} class="ring" />
        <circle r={LEAST + (MOST - LEAST) * Math.sqrt(5 / EDGE_MILES)} class="ring" />
        <line x1={round(x)} y1={round(y)} x2="0" y2="0" class="way" />
        <rect x="-7" y="-7" width="14" height="14" rx="2" class="home" />
        <circle cx={round(x)} cy={round(y)} r="9" class="van" />
        <text x="0" y="22" class="label">
          {say('map.you')}
        </text>
        <text x={round(x)} y={round(y < -60 ? y + 22 : y - 14)} class="label">
          {who.slice(0, 14)}
        </text>
      </svg>
      <p class="small">{say('map.rough', { who })}</p>
    </section>
  );
}

const round = (n: number) => Math.round(n * 10) / 10;
