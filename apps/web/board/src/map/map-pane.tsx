import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { renewIfOlder } from '../look/newer-version';
import { Notice } from '../look/notice';
import { MapWords } from './map-words';
import type { OpenMap } from './open-map';
import css from './map.module.css';

const CANNOT_DRAW = 'This browser cannot draw the map (it needs WebGL 2). The list says the same in words.';
const NOT_LOADED = 'The map could not be loaded. The list says the same in words.';

/** The day on the map. The map itself is loaded when it is first looked at; where there is none, the words stand alone. */
export function MapPane() {
  const desk = useDesk();
  const isReady = useCellPart(desk.opening, ({ is }) => is === 'ready');
  const followed = useCell(desk.followed);
  const isDark = useComputedColorScheme('light') === 'dark';
  const element = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenMap | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const startsDark = useRef(isDark);

  useEffect(() => {
    let isWanted = true;
    if (!isReady || !element.current) return;
    const shown = element.current;
    const draw = async ({ openMap }: typeof import('./open-map')) => {
      const map = await openMap(desk, shown, startsDark.current).catch(() => setFailed(CANNOT_DRAW));
      if (map && isWanted) opened.current = map;
      else map?.close();
    };
    import('./open-map').then(draw, async () => {
      if (!(await renewIfOlder())) setFailed(NOT_LOADED);
    });
    return () => {
      isWanted = false;
      opened.current?.close();
      opened.current = null;
    };
  }, [desk, isReady]);
  useEffect(() => {
    startsDark.current = isDark;
    opened.current?.setDark(isDark);
  }, [isDark]);

  return (
    <section className={css.pane} aria-label="Map">
      {failed ? <Notice tone="plain">{failed}</Notice> : <div ref={element} className={css.map} />}
      <MapWords followed={followed} />
    </section>
  );
}
