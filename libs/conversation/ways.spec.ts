import { isEssential, wayAfter, wayFrom, waysOf } from '#conversation/ways';

it('news goes every way down to a person', () => {
  expect(waysOf('late')).toEqual(['text', 'call', 'mail', 'person']);
  expect(wayAfter('late', 'text')).toBe('call');
  expect(wayAfter('late', 'call')).toBe('mail');
  expect(wayAfter('late', 'mail')).toBe('person');
  expect(wayAfter('late', 'person')).toBeNull();
});

it('a kind nobody has placed is news, whatever it is called', () => {
  for (const kind of ['something-new', 'constructor', '__proto__']) expect(isEssential(kind)).toBe(true);
});

it('a courtesy ends with its text', () => {
  expect(isEssential('survey')).toBe(false);
  expect(wayAfter('survey', 'text')).toBeNull();
  expect(wayFrom('survey', 'text', { text: 'a landline' })).toBeNull();
});

it('a link is not read out', () => expect(wayAfter('booking-link', 'text')).toBe('mail'));

it('a way that is barred is passed over, a person never is', () => {
  expect(wayFrom('late', 'text', { text: 'a landline' })).toBe('call');
  expect(wayFrom('late', 'text', { text: 'a landline', call: 'it is night' })).toBe('mail');
  expect(wayFrom('late', 'text', { text: 'no', call: 'no', mail: 'no', person: 'no' })).toBe('person');
  expect(wayFrom('late', 'mail', {})).toBe('mail');
});
