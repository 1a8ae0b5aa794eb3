import { wantsSooner } from '#conversation/reading/sooner';

it.each(['anything sooner?', 'Can he come earlier', 'is there an EARLIER time', 'algo mas temprano?'])(
  '"%s" asks for a sooner time',
  (text) => expect(wantsSooner(text)).toBe(true),
);

it.each(['another day please', 'like I said earlier, another day', 'nothing earlier please', 'later is better'])(
  '"%s" does not',
  (text) => expect(wantsSooner(text)).toBe(false),
);
