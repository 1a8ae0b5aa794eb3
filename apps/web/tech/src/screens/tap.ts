import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Told } from '#apps/web/tech/queue/operation';

/** The way of a tap from any button to the queue. */
export const Tap = createContext<(told: Told) => void>(() => undefined);
export const useTap = () => useContext(Tap);
