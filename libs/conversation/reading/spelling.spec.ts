import { slips, spelt } from '#conversation/reading/spelling';

it.each([
  ['tmrw', 'tomorrow'],
  ['tecnician', 'technician'],
  ['appoitment', 'appointment'],
  ['reschedul', 'reschedule'],
  ['wendesday', 'wednesday'],
  ['yessss', 'yes'],
  ['pleeease', 'please'],
  ['sooooon', 'soon'],
  ['xq', 'porque'],
  ['thx', 'thanks'],
])('%s is %s', (written, meant) => expect(spelt(written)).toBe(meant));

it.each([
  'cancer',
  'wasting',
  'ruining',
  'massage',
  'mourning',
  'minutos',
  'problema',
  'mares',
  'expert',
  'stove',
  'shop',
])('%s is a word of its own', (word) => expect(spelt(word)).toBe(word));

it.each([
  ['cancel', 'cancel', 0],
  ['cancle', 'cancel', 1],
  ['cancl', 'cancel', 1],
  ['cancell', 'cancel', 1],
  ['cncle', 'cancel', 2],
])('%s is %s with %i slips', (a, b, count) => expect(slips(a, b)).toBe(count));
