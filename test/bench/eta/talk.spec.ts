import { plusMinutes } from '#time/minutes';
import { talkAbout } from '#test/bench/eta/talk';

const nine = new Date('2026-03-03T14:00:00Z');
const minute = (m: number) => plusMinutes(nine, m);
const eta = (about: number, wide = 7) => ({ p10: minute(about - wide), p50: minute(about), p90: minute(about + wide) });
const talk = () => talkAbout({ from: minute(0), to: minute(60) });

it('a delay is told once, rounded to five minutes, and again when it has moved and a quarter of an hour has passed', () => {
  const said = talk();
  said.hears(eta(59), minute(0));
  said.hears(eta(63), minute(5));
  said.hears(eta(66), minute(10));
  said.hears(eta(90), minute(15));
  said.hears(eta(90), minute(20));
  expect(said.texts).toEqual([
    { at: minute(5), kind: 'late', told: { p10: minute(55), p50: minute(65), p90: minute(70) } },
    { at: minute(20), kind: 'slipped', told: { p10: minute(80), p50: minute(90), p90: minute(100) } },
  ]);
});

it('setting out is told once, to the minute', () => {
  const said = talk();
  said.setsOut(eta(33.4), minute(20));
  said.setsOut(eta(50), minute(22));
  expect(said.texts).toEqual([
    { at: minute(20), kind: 'on-the-way', told: { p10: minute(26), p50: minute(33), p90: minute(41) } },
  ]);
});

it('a range that is over with nobody there is news by itself', () => {
  const said = talk();
  said.setsOut(eta(30), minute(20));
  expect(said.due).toEqual(minute(37));
  said.hears(eta(34), minute(36));
  said.hears(eta(40), minute(37));
  expect(said.texts.map(({ kind }) => kind)).toEqual(['on-the-way', 'overdue']);
  expect(said.due).toEqual(minute(50));
});

it('a range that ends now is not told every moment', () => {
  const said = talk();
  said.hears(eta(70, 0), minute(0));
  said.hears(eta(70, 0), minute(70));
  expect(said.texts).toHaveLength(2);
  expect(said.due).toEqual(minute(75));
});
