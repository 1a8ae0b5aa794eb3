import { fold, words } from '#apps/roads/addresses/fold';
import { foldNumber, numbersOf } from '#apps/roads/addresses/house-number';
import { likeness } from '#apps/roads/addresses/likeness';

it.each([
  ['Rue de l’Église', 'rue de leglise'],
  ['TRIQ IL-ĦAFUR', 'triq il hafur'],
  ['ulica Łódzka', 'ulica lodzka'],
  ['Große Straße', 'grosse strasse'],
  ['12 - 14', '12-14'],
  ['a–b', 'a b'],
  ['Проспект Мира', 'проспект мира'],
  ['  ,;  ', ''],
])('"%s" is compared as "%s"', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

it.each([
  ['14 North Main Street', '14 n main st'],
  ['14 N. Main St.', '14 n main st'],
  ['Hauptstraße 12a', 'hauptstr 12a'],
  ['Hauptstr.12a', 'hauptstr 12a'],
  ['Hauptstr12', 'hauptstr 12'],
  ['First Avenue', '1st ave'],
  ['Avenida de Roma', 'ave de roma'],
  ['A12', 'a12'],
])('"%s" in its shortest words is "%s"', (text, short) => {
  expect(words(text).join(' ')).toBe(short);
});

it.each([
  ['12 A', ['12a']],
  ['12;14', ['12', '14']],
  ['12-16', ['12-16', '12', '16']],
  ['7b, 9', ['7b', '9']],
])('the sign "%s" stands for %j', (sign, numbers) => {
  expect(numbersOf(sign)).toEqual(numbers);
  expect(foldNumber(' 12 A ')).toBe('12a');
});

it.each([
  ['maple', 'maple', true],
  ['maple', 'mapel', true],
  ['maple', 'mape', true],
  ['maple', 'maplee', true],
  ['maple', 'mable', true],
  ['maple', 'table', false],
  ['reisterstown', 'reistertwon', true],
  ['5th', '6th', false],
  ['st', 'rd', false],
])('%s and %s: one could be meant for the other: %s', (a, b, isAlike) => {
  expect(likeness(a, b) > 0.5).toBe(isAlike);
  expect(likeness(a, b)).toBe(likeness(b, a));
});
