import type { Answered } from '#test/bench/ask';
import { confirm, hold } from '#test/bench/booking/book';
import type { Order } from '#test/bench/booking/orders';

export type Race = {
  /** From the moment all were sent, for each who was too late, ms. */
  readonly losers: readonly number[];
  readonly winner: number;
  /** Whose order won, by its place among them; null when nobody's did. */
  readonly won: number | null;
  readonly wrong: readonly string[];
};

/** What came of a race: who holds the slot, and the first of those who were too late, with his answer. */
export type Losing = {
  readonly url: string;
  readonly winner: Order;
  readonly holdId: string;
  readonly loser: Order;
  readonly answer: Answered;
};

/**
 * All of them want the same slot in the same moment, at these api processes in turn: one gets it, everybody else hears
 * at once what else is free. What follows says what is wrong with it.
 */
export async function race(
  urls: readonly string[],
  orders: readonly Order[],
  follow: (losing: Losing) => Promise<readonly string[]>,
): Promise<Race> {
  const sent = performance.now();
  const answers = await Promise.all(orders.map((order, n) => hold(urls[n % urls.length]!, order)));
  const losers = answers.filter(({ status }) => status !== 201);
  const wrong = losers.flatMap((answer) => faultsOf(answer, orders[0]!));
  const won = answers.findIndex(({ status }) => status === 201);
  const lost = answers.findIndex(({ status }) => status !== 201);
  if (answers.length - losers.length !== 1)
    wrong.push(`${answers.length - losers.length} of ${orders.length} got the same slot`);
  else {
    const [winner, loser] = [orders[won]!, orders[lost]!];
    const holdId = answers[won]!.body.holdId as string;
    wrong.push(...(await follow({ url: urls[0]!, winner, holdId, loser, answer: answers[lost]! })));
  }
  return {
    losers: losers.map(({ at }) => at - sent),
    winner: (answers[won]?.at ?? Number.NaN) - sent,
    won: won < 0 ? null : won,
    wrong,
  };
}

type Choice = { technicianId: string; window: { from: string; to: string } };

const FRESH = 3;

function faultsOf({ status, body }: Answered, { technician, window }: Order): string[] {
  if (status !== 409 || body.code !== 'taken') return [`a loser was answered ${status}: ${JSON.stringify(body)}`];
  const choices = body.windows as Choice[];
  if (choices.length < FRESH) return [`a loser got ${choices.length} other choices, though days are empty`];
  const isOffered = choices.some(
    (c) => c.technicianId === technician.id && c.window.from === window.from.toISOString(),
  );
  return isOffered ? ['a loser was offered the slot he had just lost'] : [];
}

/** The winner confirms, and the first loser takes the first of his fresh choices. */
export async function bookBoth({ url, winner, holdId, loser, answer }: Losing): Promise<string[]> {
  const [choice] = answer.body.windows as Choice[];
  const booked = await confirm(url, winner, holdId);
  const taken = await hold(url, { ...loser, ...asSlot(choice!) });
  return [
    ...(booked.status === 200 ? [] : [`the winner could not confirm: ${JSON.stringify(booked.body)}`]),
    ...(taken.status === 201 ? [] : [`a fresh choice was not free: ${JSON.stringify(taken.body)}`]),
  ];
}

const asSlot = ({ technicianId, window }: Choice) => ({
  technician: { id: technicianId } as Order['technician'],
  window: { from: new Date(window.from), to: new Date(window.to) },
});
