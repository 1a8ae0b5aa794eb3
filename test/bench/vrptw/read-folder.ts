import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { type Instance, readInstance, Unreadable } from '#test/bench/vrptw/instance';
import { BadOptions } from '#test/bench/vrptw/options';

/** An instance with the best distance known for it, and the entry that says so. */
export type Known = { readonly instance: Instance; readonly best: number | null; readonly entry: string | null };

/**
 * The files of a folder, in the order of their names, each known by its file's name. Throws `BadOptions` for a folder
 * that cannot be read or has nothing to plan, `Unreadable` for a file that is not in order.
 */
export function readFolder(dir: string, only: readonly string[]): Known[] {
  const names = filesIn(dir);
  const files = names.filter((name) => extname(name).toLowerCase() === '.txt');
  if (!files.length) throw new BadOptions(`there is no *.txt file in ${dir}`);
  const wanted = files.filter(
    (file) => !only.length || only.some((prefix) => file.toLowerCase().startsWith(prefix.toLowerCase())),
  );
  if (!wanted.length) throw new BadOptions(`no file in ${dir} begins with ${only.join(' or ')}`);
  const bestOf = names.includes(BEST_KNOWN) ? readBest(join(dir, BEST_KNOWN)) : () => NOT_KNOWN;
  return wanted.map((file) => {
    const read = readInstance(textOf(join(dir, file)), join(dir, file));
    const name = basename(file, extname(file));
    return { instance: { ...read, name }, ...bestOf([name, read.name]) };
  });
}

const BEST_KNOWN = 'BKS.json';
const NOT_KNOWN = { best: null, entry: null };
const entries = z.record(z.string(), z.object({ best_known_cost: z.number().positive() }));

/**
 * The best known distances by name, however it is spelt. `NAME_distance` is the least distance whatever the number of
 * vehicles; `NAME` is that of the fewest vehicles, and only looked at where there is no other.
 */
function readBest(path: string) {
  const read = entries.safeParse(jsonOf(path));
  if (!read.success) {
    const { path: at, message } = read.error.issues[0]!;
    throw new Unreadable(`${path}: ${at.join('.')}: ${message}`);
  }
  const costs = new Map(Object.entries(read.data).map(([name, entry]) => [name.toLowerCase(), { name, entry }]));
  return (names: readonly string[]): Omit<Known, 'instance'> => {
    const found = [...names.map((name) => `${name}_distance`), ...names]
      .map((name) => costs.get(name.toLowerCase()))
      .find((cost) => cost !== undefined);
    return found ? { best: found.entry.best_known_cost, entry: found.name } : NOT_KNOWN;
  };
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(textOf(path));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable(`${path} is not JSON: ${error.message}`);
    throw error;
  }
}

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch (error) {
    throw new BadOptions(`the folder cannot be read: ${(error as Error).message}`);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Unreadable(`${path} cannot be read: ${(error as Error).message}`);
  }
}
