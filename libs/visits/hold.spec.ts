import { type HoldState, isAlive } from '#visits/hold';
import { isOpen, type PromptState } from '#visits/prompt';

const expiresAt = new Date('2026-03-03T13:05:00Z');
const near = (ms: number) => new Date(expiresAt.getTime() + ms);

it.each([
  [-1, true],
  [0, false],
  [1, false],
])('%i ms from its expiry a hold lives and a prompt is open: %s', (ms, isSo) => {
  expect(isAlive({ state: 'active', expiresAt }, near(ms))).toBe(isSo);
  expect(isOpen({ state: 'open', expiresAt }, near(ms))).toBe(isSo);
});

it.each<HoldState>(['taken', 'expired', 'released'])('a hold that is %s is dead before its time', (state) =>
  expect(isAlive({ state, expiresAt }, near(-60_000))).toBe(false),
);

it.each<PromptState>(['answered', 'superseded', 'expired'])('a prompt that is %s is dead before its time', (state) =>
  expect(isOpen({ state, expiresAt }, near(-60_000))).toBe(false),
);
