import { useState } from 'preact/hooks';
import type { PanelProps } from './panel-screen';

export function DonePanel({ say }: PanelProps) {
  const [note, setNote] = useState('');
  const words = note.trim();
  return (
    <>
      <button type="button" class="main" onClick={() => say(words ? { act: 'done', note: words } : { act: 'done' })}>
        {words ? 'Done, with this note' : 'Done, no note'}
      </button>
      <label>
        Note (optional), such as: outside line replaced, tested OK
        <textarea rows={3} maxLength={300} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
    </>
  );
}
