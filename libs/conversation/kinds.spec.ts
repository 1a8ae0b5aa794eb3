import { KINDS, mannerOf, RANKS } from '#conversation/kinds';

it('a text that answers him is a reply whatever its kind, and stays as short-lived as its kind', () => {
  expect(mannerOf('late', true)).toMatchObject({ nature: 'reply', rank: RANKS.reply, counts: 'no', validSeconds: 600 });
  expect(mannerOf('late', false)).toMatchObject({ nature: 'essential', counts: 'phone and visit' });
});

it('what the law wants answered stays that', () => expect(mannerOf('stopped', true).nature).toBe('legal'));

it('no text about an arrival is delivered when it is long past', () => {
  expect(KINDS['on-the-way'].validSeconds).toBe(300);
  for (const kind of ['late', 'news', 'how-late', 'answers'] as const) expect(KINDS[kind].validSeconds).toBe(600);
  for (const { validSeconds } of Object.values(KINDS)) expect(validSeconds).toBeLessThanOrEqual(4 * 3600);
});

it('what nobody waits for leaves behind what somebody waits for', () => {
  const order = ['answers', 'late', 'booked', 'planned-offer', 'survey'].map((kind) => mannerOf(kind, false).rank);
  expect(order).toEqual([...order].sort());
  expect(new Set(order).size).toBe(order.length);
});
