import { useEffect, useState } from 'react';
import type { ImportKind, ImportView } from '#store/setup-views';
import { address, go } from '../../live/address';
import { useCellPart } from '../../live/use-cell';
import { useDesk } from '../../live/desk-context';
import { type Answer, ask } from '../../wire/ask';
import { readWhose, setupAddress } from '../asked';
import { useSave } from '../use-save';

const LOOK_AGAIN_MS = 700;
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * One list, from being chosen to being brought in; while it is gone through, how far it has come. It stands in the
 * address: whoever leaves the page, or loads it again, finds it there.
 */
export function useList() {
  const { signedOut } = useDesk();
  const { save, isBusy, refused, setRefused } = useSave();
  const [list, setList] = useState<ImportView | null>(null);
  const isUnderWay = list?.state === 'checking' || list?.state === 'running';
  const asked = useCellPart(address, readWhose);

  useEffect(() => {
    if (!asked) return setList(null);
    if (list?.id === asked) return;
    let isLeft = false;
    void ask<ImportView>('GET', `/api/imports/${encodeURIComponent(asked)}`).then((answer) => {
      if (isLeft) return;
      if (answer.ok) setList(answer.value);
      else if (answer.status === 401) signedOut();
      else setRefused(answer);
    });
    return () => void (isLeft = true);
  }, [asked, list?.id, signedOut, setRefused]);

  useEffect(() => {
    if (!isUnderWay || !list) return;
    const timer = setTimeout(async () => {
      const answer = await ask<ImportView>('GET', `/api/imports/${list.id}`);
      if (answer.ok) setList(answer.value);
      else if (answer.status === 401) signedOut();
      // No answer now: it goes on all the same, and is asked again.
      else setList({ ...list });
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay, list, signedOut]);

  const say = (words: string) => setRefused({ ok: false, status: 0, say: words, problem: {} });
  async function upload(kind: ImportKind, file: File) {
    setRefused(null);
    if (file.size > MOST_BYTES) return say('The file is larger than 5 MB: please split it.');
    const answer = await send(kind, file);
    if (answer.ok) {
      go(setupAddress('import', answer.value.id));
      setList(answer.value);
    } else if (answer.status === 401) signedOut();
    else setRefused(answer);
  }
  async function begin(does: 'check' | 'run', body: unknown) {
    const answer = await save<ImportView>('POST', `/api/imports/${list!.id}/${does}`, body);
    if (answer.ok) setList(answer.value);
  }
  const forget = () => {
    setRefused(null);
    go(setupAddress('import'));
  };
  return { list, upload, begin, forget, isBusy, isUnderWay, refused };
}

async function send(kind: ImportKind, file: File): Promise<Answer<ImportView>> {
  const name = encodeURIComponent(file.name.slice(0, 120) || 'list.csv');
  try {
    const response = await fetch(`/api/imports?kind=${kind}&name=${name}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file,
      signal: AbortSignal.timeout(60_000),
    });
    const told = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, value: told as unknown as ImportView };
    const say = typeof told['say'] === 'string' ? told['say'] : `The server refused (${response.status}).`;
    return { ok: false, status: response.status, say, problem: told };
  } catch {
    return { ok: false, status: 0, say: 'The server did not answer. Nothing was brought in.', problem: {} };
  }
}
