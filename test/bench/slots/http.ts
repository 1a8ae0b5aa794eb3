import type { Place } from '#routes/route';
import { API_KEY } from '#test/world/company';
import { ask } from '#test/bench/ask';
import type { Grounds } from '#test/bench/grounds';
import { openSide } from '#test/bench/side';
import { whyImpossible } from '#test/bench/slots/check';
import { type Company, DAYS } from '#test/bench/slots/company';
import { type Wish, writeCompany } from '#test/bench/slots/write-company';

/** Milliseconds from the request to the last byte of its answer. */
export type Http = {
  /** The first search of a process that knows nothing yet. */
  readonly first: number;
  readonly alone: readonly number[];
  readonly together: readonly number[];
  /** Each right after a time of this territory was held for somebody else. */
  readonly afterBooking: readonly number[];
  readonly windows: number;
  readonly wrong: readonly string[];
};

const WISHES = 160;
const AT_ONCE = 20;
const ROUNDS = 10;

type Choice = { readonly technicianId: string; readonly window: { readonly from: string; readonly to: string } };

/** A real api process over a real PostgreSQL: `GET /api/appointments/:id/windows`, every answer checked. */
export async function askOverHttp(grounds: Grounds, name: string, company: Company): Promise<Http> {
  let wishes: Wish[] = [];
  const side = await openSide(grounds, {
    name,
    fill: async (databaseUrl) => void (wishes = await writeCompany(databaseUrl, company, WISHES)),
    env: { DAYS_AHEAD: String(DAYS) },
  });
  const wrong: string[] = [];
  const answers: { readonly place: Place; readonly choices: readonly Choice[] }[] = [];
  const timed = async ({ appointmentId, place }: Wish) => {
    const began = performance.now();
    const { status, body, at } = await ask(`${side.url}/api/appointments/${appointmentId}/windows`, API_KEY);
    const choices = status === 200 ? (body as Choice[]) : [];
    if (status !== 200) wrong.push(`${status} for ${appointmentId}`);
    answers.push({ place, choices });
    return { ms: at - began, choices };
  };
  try {
    const first = (await timed(wishes[0]!)).ms;
    for (const wish of wishes.slice(0, 20)) await timed(wish);
    const alone: number[] = [];
    for (const wish of wishes.slice(0, 100)) alone.push((await timed(wish)).ms);
    const together: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const some = wishes.slice((round % 5) * AT_ONCE, (round % 5) * AT_ONCE + AT_ONCE);
      together.push(...(await Promise.all(some.map(timed))).map(({ ms }) => ms));
    }
    const asked = answers.slice();
    const afterBooking: number[] = [];
    for (const wish of wishes.slice(100, 130)) {
      const { choices } = await timed(wish);
      const choice = choices[Math.floor(choices.length / 2)]!;
      const held = await ask(`${side.url}/api/appointments/${wish.appointmentId}/hold`, API_KEY, choice);
      if (held.status !== 201) wrong.push(`not held: ${JSON.stringify(held.body).slice(0, 200)}`);
      const after = await timed(wishes[130]!);
      afterBooking.push(after.ms);
    }
    const windows = asked.reduce((sum, { choices }) => sum + choices.length, 0) / asked.length;
    // Only now: what checks takes its time from what answers.
    wrong.push(...answers.flatMap(({ place, choices }) => wrongOf(company, place, choices)));
    return { first, alone, together, afterBooking, windows, wrong };
  } finally {
    await side.close();
  }
}

const wrongOf = (company: Company, place: Place, choices: readonly Choice[]): string[] =>
  choices.flatMap(({ technicianId, window }) => {
    const stay = { technicianId, from: Date.parse(window.from), to: Date.parse(window.to) };
    const why = whyImpossible(company, place, stay);
    return why ? [`over HTTP: ${why}`] : [];
  });
