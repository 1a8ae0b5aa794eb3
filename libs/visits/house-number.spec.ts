import fc from 'fast-check';
import { isHouseNumber, splitStreet } from '#visits/house-number';

it.each([
  ['12 Oak St', '12', 'Oak St'],
  ['12B Oak St', '12B', 'Oak St'],
  ['12 5th Ave', '12', '5th Ave'],
  ['5th Ave', null, '5th Ave'],
  ['5th Ave 12', '12', '5th Ave'],
  ['12-14 Oak St', '12-14', 'Oak St'],
  ['12 1/2 Oak St', '12 1/2', 'Oak St'],
  ['1840 Oak St, Apt 4B', '1840', 'Oak St'],
  ['1840 Oak St #4', '1840', 'Oak St'],
  ['1840 N Charles St Suite 200', '1840', 'N Charles St'],
  ['Calle Mayor 12', '12', 'Calle Mayor'],
  ['Old Mill Farm', null, 'Old Mill Farm'],
  ['', null, ''],
])('%s has the number %s, and is shown as %s', (written, number, street) => {
  expect(splitStreet(written)).toEqual({ number, street });
});

it.each(['12', ' 12 ', '12 Oak St', '12, oak street'])('who lives at 12 Oak St may say %s', (given) => {
  expect(isHouseNumber('12 Oak St, Apt 4', given)).toBe(true);
});

it.each(['', ' ', '1', '121', '4', 'Oak St', '-', '12C'])('who says %s does not live at 12 Oak St', (given) => {
  expect(isHouseNumber('12 Oak St, Apt 4', given)).toBe(false);
});

it('a street without a number has none that could be guessed', () => {
  for (const given of ['', '0', 'Old Mill Farm']) expect(isHouseNumber('Old Mill Farm', given)).toBe(false);
});

it('what is shown of an address in the American way never holds its house number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom('Oak St', '5th Ave', 'N Charles St', 'Martin Luther King Jr Blvd'),
      fc.constantFrom('', ', Apt 7', ' #7', ' Unit B'),
      (number, street, unit) => {
        expect(splitStreet(`${number} ${street}${unit}`)).toEqual({ number: String(number), street });
      },
    ),
  );
});
