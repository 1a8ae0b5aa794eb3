/** A sentence in which the desk's number can be pressed. */
export function WithDesk({ words, desk }: { words: string; desk: string }) {
  const parts = words.split(desk);
  return (
    <>
      {parts.map((part, i) => (
        <>
          {i ? <a href={`tel:${desk}`}>{desk}</a> : null}
          {part}
        </>
      ))}
    </>
  );
}
