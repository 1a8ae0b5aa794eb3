import { mailed, newsOf, spoken, wordsOf } from '#conversation/texts/otherwise';

const company = { name: 'Acme Fiber', short: 'Acme', desk: '555-0142', line: '555-0143' };
const LATE =
  'Acme: Maria is late: now about 11:35am (11:15-11:55), was 8:30-9:30. Not cancelled. Reply:\n1 Keep Maria\n2 Today 9:30-10:30am, Sam R.\n0 A person calls you\nHeld for you until 8:22am.';

it('what belongs to texts alone is left out', () => {
  expect(newsOf(LATE)).toBe('Acme: Maria is late: now about 11:35am (11:15-11:55), was 8:30-9:30. Not cancelled.');
  expect(newsOf('Acme Fiber: booked. Ref 3KYH. https://go.acme.example/v/x HELP=help STOP=end texts')).toBe(
    'Acme Fiber: booked. Ref 3KYH.',
  );
  expect(newsOf('Acme: su visita es hoy 8-9am. Responda 0 y le llama una persona.')).toBe(
    'Acme: su visita es hoy 8-9am.',
  );
});

it('a text that is nothing but an answer to give is said whole', () => {
  expect(newsOf('Reply 9 to cancel the visit, 0 and a person calls you.')).toContain('Reply 9');
});

it('what a dispatcher wrote is left as he wrote it', () => {
  const body = 'Please pay at https://pay.acme.example/4471 first. Reply when you are home.';
  expect([wordsOf('desk-reply', body), wordsOf('late', body)]).toEqual([body, 'Please pay at first.']);
});

it('a voice says who calls, the news twice, and a number to call', () => {
  expect(spoken({ company, body: LATE, language: 'en' })).toBe(
    'Hello. This is Acme Fiber. Maria is late: now about 11:35am, 11:15 to 11:55, was 8:30 to 9:30. Not cancelled. ' +
      'Once more. Maria is late: now about 11:35am, 11:15 to 11:55, was 8:30 to 9:30. Not cancelled. ' +
      'If you have a question or need another time, please call 5 5 5, 0 1 4 2.',
  );
});

it('and in Spanish', () => {
  expect(spoken({ company, body: 'Acme: su visita es hoy 8-9am', language: 'es' })).toBe(
    'Buenos dias. Le habla Acme Fiber. Su visita es hoy 8 a 9am. Le repito. Su visita es hoy 8 a 9am. ' +
      'Si tiene preguntas o necesita otra hora, llame al 5 5 5, 0 1 4 2.',
  );
});

it('an e-mail has the news, the page, and says that it is not read', () => {
  const mail = mailed({
    company,
    words: newsOf(LATE),
    language: 'en',
    to: '+15550100',
    link: 'https://go.acme.example/v/x',
  });
  expect(mail.subject).toBe('Acme Fiber: news about your visit');
  expect(mail.text.split('\n\n')).toEqual([
    newsOf(LATE),
    'We could not reach +15550100 with a text, so we write here.',
    'Your visit, and other times: https://go.acme.example/v/x',
    'Answers to this e-mail are not read. Questions: call 555-0142.',
  ]);
});
