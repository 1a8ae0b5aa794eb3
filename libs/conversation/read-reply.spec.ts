import type { Asked, Intent } from '#conversation/reading/asked';
import { readReply } from '#conversation/read-reply';

/** The menu of S3: 1 keeps Maria, 2 is Sam, 3 and 4 are Maria at other times. */
const MENU: Asked = {
  kind: 'choice',
  digits: [1, 2, 3, 4],
  choices: [
    { digit: 1, technicianFirst: 'Maria', keep: true },
    { digit: 2, technicianFirst: 'Sam' },
    { digit: 3, technicianFirst: 'Maria' },
    { digit: 4, technicianFirst: 'Maria' },
  ],
};
const SURVEY: Asked = { kind: 'survey', digits: [1, 2, 3, 4, 5] };
const CANCEL: Asked = { kind: 'cancel', digits: [9] };
const TICKET: Asked = { kind: 'ticket', digits: [] };

const intentsOf = (text: string, asked: Asked | null = MENU) => readReply(text, asked).intents;

describe('how late', () => {
  it.each([
    'How Late?',
    'how late',
    'hw late??',
    'How late is he going to be',
    'how late are you',
    'how long',
    'how much longer',
    'How much longer do I have to wait?',
    'how long till he gets here',
    'when',
    'When?',
    'wen r u coming',
    'when is she coming',
    'when will the tech be here',
    'When can I expect someone?',
    'what time',
    'what time will he arrive?',
    'whats the eta',
    'ETA?',
    'eta pls',
    'any update?',
    'Update please',
    'where are you',
    'where is he??',
    "where's the technician",
    'wheres my guy at',
    'where is Maria',
    'still coming?',
    'are you still coming',
    'r u coming or not',
    'is anyone coming today?',
    'Is Maria on her way?',
    'is he close',
    'nobody is here yet',
    'no one showed up',
    "It's 9:40 and no tech here",
    "he's late",
    'im still waiting',
    'been waiting all morning',
    'he was supposed to be here at 9',
    'why so late',
    "what's the hold up",
    'whats going on',
    'how far out is he',
    'on the way?',
    'are they running late?',
    'new arrival time?',
    'Cuándo llega?',
    'a que hora viene el técnico',
    '¿Cuánto falta?',
    'donde estan',
    'ya viene?',
    'cuanto tiempo mas voy a esperar',
  ])('%s', (text) => expect(intentsOf(text)).toEqual(['eta']));
});

describe('several questions in one text', () => {
  it.each<[string, Intent[]]>([
    ['was it cancelled? same technician? can someone else come today?', ['is-cancelled', 'who', 'other-tech']],
    ['how late? is it the same tech', ['who', 'eta']],
    ['Is it cancelled or is he still coming?', ['is-cancelled', 'eta']],
    ['gate code 4471. how late?', ['eta', 'note']],
    ['this is ridiculous, when is he coming', ['eta', 'complaint']],
    ['where is he? have someone call me', ['eta', 'person']],
    ['can someone else come? otherwise reschedule', ['other-tech', 'rebook']],
    ['fue cancelada? quien viene?', ['is-cancelled', 'who']],
  ])('%s', (text, intents) => expect(intentsOf(text)).toEqual(intents));
});

describe('one wish', () => {
  it.each<[string, Intent[]]>([
    ['was it cancelled', ['is-cancelled']],
    ['Did you cancel on me?', ['is-cancelled']],
    ['cancelled?', ['is-cancelled']],
    ['is my appointment still on?', ['is-cancelled']],
    ['do I still have my appointment', ['is-cancelled']],
    ['la cita sigue en pie?', ['is-cancelled']],
    ['same technician?', ['who']],
    ['who is coming', ['who']],
    ['which tech is it', ['who']],
    ['whats his name', ['who']],
    ['quién viene?', ['who']],
    ['can someone else come', ['other-tech']],
    ['anybody else available?', ['other-tech']],
    ['send a different technician', ['other-tech']],
    ['please stop sending maria', ['other-tech']],
    ['hay otro tecnico?', ['other-tech']],
    ['I need to reschedule', ['rebook']],
    ['CHANGE', ['rebook']],
    ['can we do another day', ['rebook']],
    ["that doesn't work for me", ['rebook']],
    ['stop by after 3', ['rebook']],
    ['can you come tomorrow instead', ['rebook']],
    ['anything earlier?', ['rebook']],
    ['quiero cambiar la cita para otro dia', ['rebook']],
    ['cancel my appointment', ['cancel-visit']],
    ['Please cancel the visit today', ['cancel-visit']],
    ['cancel it', ['cancel-visit']],
    ["don't come", ['cancel-visit']],
    ["I don't need the technician anymore", ['cancel-visit']],
    ['quiero cancelar la cita', ['cancel-visit']],
    ['ya no vengan', ['cancel-visit']],
    ['cancel my wed thing, keep today', ['cancel-visit']],
    ['call me', ['person']],
    ['call me at 2', ['person']],
    ['I want to talk to a real person', ['person']],
    ['agent', ['person']],
    ['let me speak with your supervisor', ['person']],
    ['I smell gas', ['person']],
    ['llámame por favor', ['person']],
    ['quiero hablar con una persona', ['person']],
    ['who is this?', ['help']],
    ['how does this work', ['help']],
    ['Wrong number', ['wrong-number']],
    ['numero equivocado', ['wrong-number']],
    ['sorry I dont know anyone named Dave', ['wrong-number']],
    ['There is no one here by that name', ['wrong-number']],
    ['dont send maria again', ['other-tech']],
    ['maria is late', ['eta']],
    ['any other times?', ['rebook']],
    ['what else do you have', ['rebook']],
    ['this is unacceptable', ['complaint']],
    ["I'm running 10 min late", ['running-late-customer']],
    ['stuck in traffic, ill be home in 20', ['running-late-customer']],
    ['ok', ['confirm']],
    ['👍', ['confirm']],
    ['sounds good', ['confirm']],
    ["don't cancel", ['confirm']],
    ['dont cancel please', ['confirm']],
    ['no', ['decline']],
    ['thanks', ['thanks']],
    ['gracias', ['thanks']],
    ["no problem, I'll wait", ['eta-ack']],
    ['take your time', ['eta-ack']],
  ])('%s', (text, intents) => expect(intentsOf(text)).toEqual(intents));
});

describe('a note for the technician', () => {
  it.each([
    'gate code 4471, dog is friendly',
    'The gate code is #2210',
    'my unit is 4',
    'i have 2 dogs',
    'please use the side door',
    'park in the driveway',
    'call when you get here',
    'text me when you are outside',
    'someone else will be home',
    'key under the mat',
    'the router light is blinking red',
    'cuidado con el perro',
    'el código del portón es 1234',
  ])('%s', (text) => expect(readReply(text, MENU)).toMatchObject({ intents: ['note'], note: text }));

  it('leaves the question of the same text out', () => {
    expect(readReply('Gate code 4471. How late?', null).note).toBe('Gate code 4471.');
    expect(readReply('gate code 4471, when are you here?', null).note).toBe('gate code 4471');
    expect(readReply('gate code is 4471 and when are you here?', null).note).toBe('gate code is 4471');
    expect(readReply('el codigo es 4471, a que hora viene?', null).note).toBe('el codigo es 4471');
    expect(readReply('can she use the side door?', null).note).toBe('can she use the side door?');
    expect(readReply('gate is locked, when you get here text me', null).note).toContain('text me');
  });

  it('is not read from a question', () => {
    expect(intentsOf('where do I park?')).toEqual([]);
  });
});

describe('a digit', () => {
  it.each([
    '2',
    '#2',
    '2.',
    ' 2 ',
    '(2)',
    '2!',
    '2️⃣',
    'two',
    'Two please',
    'option 2',
    'Option two',
    'number 2',
    '2 please',
    'yes 2',
    'the second one',
    'second',
    '2nd',
    "I'll take 2",
    "let's go with 2",
    '2 works for me',
    'reply 2',
    'opción dos',
    'la segunda',
    '2 por favor',
    'sam',
    'Sam please',
    "I'll go with Sam",
  ])('%s chooses 2', (text) => expect(readReply(text, MENU)).toMatchObject({ intents: ['choose'], digit: 2 }));

  it.each(['1', 'one', 'keep maria', "I'll keep Maria", 'keep it', 'just keep my appointment'])('%s keeps', (text) =>
    expect(readReply(text, MENU)).toMatchObject({ intents: ['choose'], digit: 1 }),
  );

  it.each(['0', 'zero', '0 please', 'cero'])('%s is a person, whatever is open', (text) => {
    for (const asked of [MENU, SURVEY, CANCEL, null]) {
      expect(readReply(text, asked)).toMatchObject({ intents: ['person'], digit: 0 });
    }
  });

  it.each([
    'my unit is 4',
    'call me at 2',
    'i have 2 dogs',
    '2?',
    'what is 2',
    'is 2 with sam?',
    'maybe 2',
    '2 or 3',
    'not 2',
    '2pm',
    '12',
    '2 3',
    'maria',
    'yes',
    'is sam good?',
    'in 2 hours',
    '1 of my kids is sick',
    'I have 1 question',
  ])('%s is no choice', (text) => {
    const reading = readReply(text, MENU);
    expect(reading.digit).toBeUndefined();
    expect(reading.intents).not.toContain('choose');
  });

  it('does nothing when the open prompt does not offer it', () => {
    expect(readReply('7', MENU)).toEqual({ intents: [], digit: 7 });
    expect(readReply('2', null)).toEqual({ intents: [], digit: 2 });
    expect(readReply('9', MENU)).toEqual({ intents: [], digit: 9 });
  });

  it('cancels only where the question was whether to cancel', () => {
    expect(readReply('9', CANCEL)).toEqual({ intents: ['cancel-visit'], digit: 9 });
  });

  it.each([
    ['5', 5],
    ['5!!!', 5],
    ['5/5', 5],
    ['5 stars', 5],
    ['a 4', 4],
    ['five', 5],
    ['5 sam was great', 5],
    ['cinco estrellas', 5],
    ['4 hours late!!', undefined],
    ['3 or 4', undefined],
    ['10', undefined],
  ])('%s scores %s in a survey', (text, score) => {
    const reading = readReply(text, SURVEY);
    expect(reading.intents.includes('survey-score') ? reading.digit : undefined).toBe(score);
  });
});

describe('texts are stopped', () => {
  it.each([
    'STOP',
    'stop',
    'Stop.',
    'STOP!!!',
    'stop please',
    'please stop',
    'StopAll',
    'STOP ALL',
    'UNSUBSCRIBE',
    'unsubscribe me please',
    'END',
    'quit',
    'QUIT.',
    'Revoke',
    'opt out',
    'OPT-OUT',
    'optout',
    'remove',
    'REMOVE ME',
    'stpo',
    'sotp',
    'stp',
    'stopp',
    'unsubcribe',
    'stop texting me',
    'Stop sending me these messages',
    'stop the texts',
    'no more texts please',
    "don't text me again",
    'do not contact me',
    'take me off your list',
    'take me off',
    'could you stop please',
    'ok stop',
    'remove me from this texting list',
    'pls stop txting me',
    'remove my number from your list',
    'leave me alone',
    'I want to opt out of this',
    'I do not want to receive any more messages',
    'quit bugging me with texts',
    'alto',
    'PARAR',
    'no me manden más mensajes',
    'dejen de escribirme',
    'ya no me escriban',
    'quiero darme de baja',
  ])('%s', (text) => {
    expect(intentsOf(text)).toEqual(['stop-texts']);
    expect(readReply(text, MENU).cancelWord).toBeUndefined();
  });

  it.each(['CANCEL', 'cancel', 'Cancel.', 'cancel please', 'CANCEL!!', 'cancell', 'cancle', 'Cancelar'])(
    '%s, which may mean the visit too',
    (text) => expect(readReply(text, MENU)).toMatchObject({ intents: ['stop-texts'], cancelWord: true }),
  );
});

it.each([
  "don't cancel",
  'stop by after 3',
  'please stop sending maria',
  "don't stop texting me",
  'please dont stop the updates',
  'the bus stop is in front of the house',
  'end of the driveway',
  'turn left at the stop sign',
  'when does the visit end',
  'cancel my wed thing, keep today',
  'step',
  'quite',
  'send',
  'text me when you are outside',
  "don't text me until after 9, I sleep",
  'stop at the gate and ring',
  'it keeps stopping',
  'how long will it take me to pay off my card',
  'can you take me off the schedule today',
  'please do not stop, the gate is open',
  'how do I end the call',
])('"%s" stops no texts', (text) => expect(intentsOf(text)).not.toContain('stop-texts'));

it.each([
  'i am not satisfied',
  'this is not urgent',
  "it isn't working",
  'there is no doorbell here',
  'not today',
  'not maria please',
  'wrong part, he needs another one',
])('"%s" is no wrong number', (text) => expect(intentsOf(text)).not.toContain('wrong-number'));

it.each(["I'm not Dave", 'this is not dave', 'theres no Kevin here', 'dont know a Rosa', 'Dave doesnt live here'])(
  '"%s" is one',
  (text) => expect(intentsOf(text)).toEqual(['wrong-number']),
);

it.each([
  ['we had to cancel our trip so we are home', 'a trip'],
  ['yall cancel on me?', 'what we did'],
  ['can I still cancel?', 'whether he may'],
  ['I never asked to cancel', 'what he did not'],
  ['do I have to cancel', 'whether he must'],
  ["don't send Dan", 'whom he does not want'],
  ["we won't need you until 5", 'from when on he does'],
  ['no need to come in, the meter is outside', 'where to stay'],
  ['cancel this time, give me Monday', 'which other time he wants'],
  ['call it off?', 'nothing certain'],
  ["I don't need anything", 'nothing of a visit'],
  ['cancel my internet', 'what we do not sell'],
  ["cancel Dan's visit? no keep it", 'that it shall stay'],
  ["don't want this guy", 'whom he does not want'],
])('"%s" cancels nothing: it says %s', (text) => {
  expect(intentsOf(text)).not.toContain('cancel-visit');
  expect(intentsOf(text)).not.toContain('stop-texts');
});

it.each(['yes cancel', 'ok cancel', 'yes to cancel', 'confirm cancellation'])(
  '"%s" answers whether the visit shall be cancelled, and ends no texts',
  (text) => expect(intentsOf(text, CANCEL)).toEqual(['cancel-visit']),
);

it.each(['Cancel. We fixed it.', 'we sold the house, cancel', 'no longer interested cancel'])(
  '"%s" gives the reason, and so means the visit',
  (text) => expect(intentsOf(text, null)).toEqual(['cancel-visit']),
);

it.each(['No. 9', 'no 9', '9?', 'maybe 9'])('"%s" leaves that in doubt', (text) =>
  expect(intentsOf(text, CANCEL)).not.toContain('cancel-visit'),
);

it.each(['never mind', 'wait no', 'no leave it'])('"%s" answers it, too', (text) =>
  expect(intentsOf(text, CANCEL)).toEqual(['decline']),
);

it.each([
  ['still leaking', ['complaint']],
  ['it quit again', ['complaint']],
  ['she never showed up', ['complaint']],
  ['excellent', ['thanks']],
  ['10/10', []],
  ['two thumbs up', ['thanks']],
] as const)('after the work "%s" is read as %j', (text, intents) => expect(intentsOf(text, SURVEY)).toEqual(intents));

it.each([
  ['do not text me', "don't text me"],
  ['I will not be home today', "I won't be home today"],
  ['she is not here', "she isn't here"],
  ['that is not acceptable', "that isn't acceptable"],
])('"%s" is read as "%s"', (long, short) => {
  expect(intentsOf(long)).not.toEqual([]);
  expect(intentsOf(long)).toEqual(intentsOf(short));
});

it.each(['what can I reply', 'what can i ask you'])('"%s" is one question', (text) =>
  expect(intentsOf(text, null)).toEqual(['help']),
);

it.each(['START', 'unstop', 'Start texts', 'you can text me again', 'resume texts', 'opt in', 'reanudar'])(
  '%s starts texts',
  (text) => expect(intentsOf(text)).toEqual(['start-texts']),
);

it.each(['HELP', 'help', 'Help!', 'info', 'AYUDA'])('%s asks for help', (text) =>
  expect(intentsOf(text)).toEqual(['help']),
);

it.each([
  ['Y', ['confirm']],
  ['yes', ['confirm']],
  ['sí', ['confirm']],
  ['N', ['decline']],
  ['no sorry', ['decline']],
] as const)('a technician says %s to a ticket', (text, intents) => expect(intentsOf(text, TICKET)).toEqual(intents));

it.each(['asdf', 'purple monkey', '', '   ', '🎉', 'the weather', 'hmm', '…'])('"%s" is not understood', (text) =>
  expect(intentsOf(text)).toEqual([]),
);

it.each([
  ['how late?', 'en'],
  ['cuando llega el técnico', 'es'],
  ['2', undefined],
])('%s is in %s', (text, language) => expect(readReply(text, MENU).language).toBe(language));

it('hears the end of a long text', () => {
  expect(intentsOf(`${'I have told you people this so often. '.repeat(60)} Stop texting me`)).toContain('stop-texts');
});

it.each([
  ['the same word over and over', 'stop '.repeat(1000)],
  ['one endless word', 'a'.repeat(5000)],
  ['half of a question over and over', 'is the '.repeat(800)],
  ['halves of many questions', 'when is the how much no tech my gate '.repeat(200)],
])('does not get lost in %s', (_, text) => {
  const started = performance.now();
  readReply(text, MENU);
  // A pattern that tries every way of reading such a text would take minutes; how fast it is otherwise, a bench says.
  expect(performance.now() - started).toBeLessThan(1000);
});
