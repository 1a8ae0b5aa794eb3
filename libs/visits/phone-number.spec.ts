import { readPhoneNumber } from '#visits/phone-number';

it.each([
  ['+15550100', '+15550100'],
  ['(555) 010-0142', '+15550100142'],
  ['1 555 010 0142', '+15550100142'],
  ['+1 555.010.0142', '+15550100142'],
  ['0049 30 1234567', '+49301234567'],
])('%s is %s', (written, number) => {
  expect(readPhoneNumber(written)).toBe(number);
});

it.each(['', '+1 555', 'call Dave', '555-0142', '+0123456789', '+1234567890123456'])('%s is none', (written) => {
  expect(readPhoneNumber(written)).toBeNull();
});
