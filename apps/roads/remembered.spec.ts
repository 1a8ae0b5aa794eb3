import { Remembered } from '#apps/roads/remembered';

it('what was not asked for the longest is forgotten first', () => {
  const names = new Remembered<number>(3);
  for (const [i, name] of ['a', 'b', 'c'].entries()) names.set(name, i);
  names.get('a');
  names.set('d', 3);
  expect([names.size, names.get('a'), names.get('b'), names.get('c'), names.get('d')]).toEqual([3, 0, undefined, 2, 3]);
});
