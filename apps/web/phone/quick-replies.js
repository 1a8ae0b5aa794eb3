/**
 * The answers that a text offers, in its own order: `[{ says: '2', for: 'Today 1-2pm, Maria' }]`. A menu has one a line;
 * a sentence says "Reply 1 to …, 0 …"; a scale goes from one digit to another; a technician is asked for Y or N.
 */
export function quickReplies(body) {
  for (const read of [menu, sentences, scale]) {
    const found = read(body);
    if (found.length > 0) return [...new Map(found.map((reply) => [reply.says, reply])).values()].slice(0, 10);
  }
  return [];
}

/** The answers to the last question in a thread, or none when it has been answered with one of them. */
export function openReplies(messages) {
  for (let i = messages.length - 1; i >= 0; i--) {
    const { direction, body } = messages[i];
    const replies = direction === 'to-phone' ? quickReplies(body) : [];
    if (replies.length === 0) continue;
    const since = messages.slice(i + 1).filter((text) => text.direction === 'from-phone');
    const isAnswered = since.some((text) => replies.some(({ says }) => says === text.body.trim().toUpperCase()));
    return isAnswered ? [] : replies;
  }
  return [];
}

const menu = (body) =>
  [...body.matchAll(/^(\d)[).:]?[ \t]+(\S.*)$/gm)].map(([, says, meaning]) => ({ says, for: meaning }));

const sentences = (body) =>
  [...body.matchAll(/\breply\s+(?=[\dYN]\b)([^?!]*?)(?=[?!]|\.\s|\.$|$)/gi)].flatMap(([, list]) =>
    [...list.matchAll(/(?:^|,\s*|\bor\s+)([\dYN])\b(?![-:])([^,]*)/g)].map(([, says, meaning]) => ({
      says,
      for: meaning.replace(/^\s*(?:=|for|to)\s+/, '').trim(),
    })),
  );

function scale(body) {
  const [, from, to] = /\b(\d) \w+ to (\d) \w+/.exec(body) ?? [];
  if (from === undefined || !/\breply\b/i.test(body)) return [];
  return Array.from({ length: to - from + 1 }, (_, i) => ({ says: String(Number(from) + i), for: '' }));
}
