import { useState } from 'preact/hooks';
import { PhotoButton } from '../photos/photo-button';
import type { PanelProps } from './panel-screen';

export function DonePanel({ session, job, say }: PanelProps) {
  const [note, setNote] = useState('');
  const words = note.trim();
  return (
    <>
      <button type="button" class="main" onClick={() => say(words ? { act: 'done', note: words } : { act: 'done' })}>
        {words ? 'Done, with this note' : 'Done, no note'}
      </button>
      <PhotoButton session={session} assignmentId={job.assignmentId} />
      <label>
        Note (optional), such as: outside line replaced, tested OK
        <textarea rows={3} maxLength={300} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
    </>
  );
}
