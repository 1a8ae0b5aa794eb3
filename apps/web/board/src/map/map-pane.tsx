import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { Notice } from '../look/notice';
import { MapWords } from './map-words';
import type { OpenMap } from './open-map';
import css from './map.module.css';

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
    import('./open-map')
      .then(({ openMap }) => openMap(desk, shown, startsDark.current))
      .then((map) => {
        if (isWanted) opened.current = map;
        else map.close();
      })
      .catch(
        () =>
          isWanted &&
          setFailed('This browser cannot draw the map (it needs WebGL 2). The list says the same in words.'),
      );
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
