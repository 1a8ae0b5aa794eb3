import { Button } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { renewIfOlder } from './newer-version';
import { Notice } from './notice';

/** What loads the parts that the first view does without. */
const loads: (() => Promise<unknown>)[] = [];

/**
 * A part of the board that is not in the way of the first view: loaded when it is shown, or when there is time. Where the
 * server has it no more because it has a newer board, that one is loaded.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const bring = async () => (loaded ??= await load());
  loads.push(bring);
  return function Later(props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      if (Part) return;
      bring().then(
        (part) => setPart(() => part),
        async () => setMissing(!(await renewIfOlder())),
      );
    }, [Part]);
    if (Part) return <Part {...props} />;
    return isMissing ? <Missing /> : null;
  };
}

const Missing = () => (
  <div style={{ padding: 16, display: 'grid', gap: 10, justifyItems: 'start' }}>
    <Notice tone="bad">This part of the board could not be loaded. What you have typed is kept.</Notice>
    <Button size="compact-sm" onClick={() => location.reload()}>
      Load the board again
    </Button>
  </div>
);

/**
 * Loads all parts, one after the other, once the first view stands: a board that is open for days must not find at a
 * press that its server has newer ones.
 */
export async function loadTheRest(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined); // asked for again when it is shown
}
