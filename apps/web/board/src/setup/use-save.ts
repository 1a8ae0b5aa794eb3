import { useState } from 'react';
import { useDesk } from '../live/desk-context';
import { type Answer, ask, type Method, type Refusal } from '../wire/ask';

/** One change to be saved: busy while it is, and what was wrong with which field when it was refused. */
export function useSave() {
  const { signedOut } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);

  async function save<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
    setBusy(true);
    setRefused(null);
    const answer = await ask<T>(method, path, body);
    setBusy(false);
    if (!answer.ok && answer.status === 401) signedOut();
    if (!answer.ok) setRefused(answer);
    return answer;
  }

  return { save, isBusy, refused, setRefused };
}

type FieldError = { readonly field: string; readonly message: string };

const errorsOf = (refused: Refusal | null): readonly FieldError[] =>
  (refused?.problem['errors'] as readonly FieldError[] | undefined) ?? [];

/** What is wrong with a field, by its path in the request; null where nothing is. */
export const errorAt = (refused: Refusal | null, path: string): string | null =>
  errorsOf(refused).find(({ field }) => field === path || field.startsWith(`${path}.`))?.message ?? null;

/** The sentence above a form: the refusal itself, unless each of its errors stands beside its field. */
export function refusalBeside(refused: Refusal | null, paths: readonly string[]): string | null {
  if (!refused) return null;
  const errors = errorsOf(refused);
  const isAllShown =
    errors.length > 0 &&
    errors.every(({ field }) => paths.some((path) => field === path || field.startsWith(`${path}.`)));
  return isAllShown ? 'Nothing was saved yet: please look at the fields marked below.' : refused.say;
}
