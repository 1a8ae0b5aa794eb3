import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { lineAs } from '#apps/cli/line-as';
import { REPLY_LINE, type ReplyLine } from '#apps/cli/replies';

const DIR = 'test/bench/replies';
const SAYING = z.object({
  id: z.string(),
  scene: z.string(),
  text: z.string(),
  intents: z.array(z.string()).min(1),
  slots: z.record(z.string(), z.unknown()),
});

/** A reply as somebody writes it, what was asked before it, and what it wants. */
export type Saying = {
  readonly id: string;
  readonly line: ReplyLine;
  readonly intents: readonly string[];
  readonly slots: Readonly<Record<string, unknown>>;
};

export type Sayings = { readonly development: readonly Saying[]; readonly heldOut: readonly Saying[] };

/**
 * All labelled replies. An odd number at the end of the id: for development, that is for writing rules and for
 * learning; an even one: only for measuring.
 */
export function readSayings(): Sayings {
  const scenes = JSON.parse(readFileSync(`${DIR}/scenes.json`, 'utf8')) as Record<string, object>;
  const all = readdirSync(`${DIR}/sayings`)
    .sort()
    .flatMap((file) => readFileSync(`${DIR}/sayings/${file}`, 'utf8').trim().split('\n'))
    .map((line): Saying => {
      const { id, scene, text, intents, slots } = lineAs(SAYING, JSON.parse(line));
      return { id, line: lineAs(REPLY_LINE, { ...scenes[scene], id, text }), intents, slots };
    });
  const isOdd = ({ id }: Saying) => Number(/\d+$/.exec(id)![0]) % 2 === 1;
  return { development: all.filter(isOdd), heldOut: all.filter((saying) => !isOdd(saying)) };
}
