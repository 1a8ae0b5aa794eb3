/**
 * The events of one answer, each `{ kind, data }`, as they come. The answer to a POST: unlike an EventSource it is never
 * asked for a second time by itself. Throws the server's own words when it says no.
 */
export async function* readEvents(path, signal) {
  const answer = await fetch(path, { method: 'POST', signal });
  if (!answer.ok)
    throw new Error((await answer.json().catch(() => null))?.say ?? `the server answered ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const [, kind, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      if (kind) yield { kind, data: JSON.parse(data) };
    }
  }
}
