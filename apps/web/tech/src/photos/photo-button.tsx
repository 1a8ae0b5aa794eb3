import { useState } from 'preact/hooks';
import { useCell } from '../cell';
import type { Session } from '../day/session';

/** Takes a picture with the phone's camera; it is kept on the phone until it has reached the server. */
export function PhotoButton({ session, assignmentId }: { readonly session: Session; readonly assignmentId: string }) {
  const waiting = useCell(session.photos.waiting).filter((photo) => photo.assignmentId === assignmentId).length;
  const sent = useCell(session.photos.sent).get(assignmentId) ?? 0;
  const [failed, setFailed] = useState(false);
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      await session.photos.take(assignmentId, file);
      setFailed(false);
    } catch {
      setFailed(true); // not a picture, or no room for it on this phone
    }
  };
  const many = waiting + sent;
  return (
    <label class="button photo">
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ currentTarget }) => void take(currentTarget)}
      />
      {many ? 'Another photo' : 'Take a photo'}
      <small role="status">
        {failed
          ? 'That could not be kept as a photo.'
          : many
            ? `${many} ${many === 1 ? 'photo' : 'photos'}${waiting ? `, ${waiting} not yet sent` : ' with the desk'}`
            : ''}
      </small>
    </label>
  );
}
