import type { Answered } from '#test/bench/ask';
import { confirm, hold } from '#test/bench/booking/book';
import type { Order } from '#test/bench/booking/orders';

export type Race = {
  /** From the moment all were sent, for each who was too late, ms. */
  readonly losers: readonly number[];
  readonly winner: number;
  readonly wrong: readonly string[];
};

/**
 * All of them want the same slot in the same moment: one gets it, everybody else hears at once what else is free, and
 * what one of them then asks for is really free.
 */
export async function race(url: string, orders: readonly Order[]): Promise<Race> {
  const sent = performance.now();
  const answers = await Promise.all(orders.map((order) => hold(url, order)));
  const winners = answers.filter(({ status }) => status === 201);
  const losers = answers.filter(({ status }) => status !== 201);
  const wrong = losers.flatMap((answer) => faultsOf(answer, orders[0]!));
  if (winners.length !== 1) wrong.push(`${winners.length} of ${orders.length} got the same slot`);
  else wrong.push(...(await follow(url, { orders, answers })));
  return { losers: losers.map(({ at }) => at - sent), winner: (winners[0]?.at ?? Number.NaN) - sent, wrong };
}

type Choice = { technicianId: string; window: { from: string; to: string } };

function faultsOf({ status, body }: Answered, { technician, window }: Order): string[] {
  if (status !== 409 || body.code !== 'taken') return [`a loser was answered ${status}: ${JSON.stringify(body)}`];
  const choices = body.windows as Choice[];
  if (!choices.length) return ['a loser got no other choice, though days are empty'];
  const isOffered = choices.some(
    (c) => c.technicianId === technician.id && c.window.from === window.from.toISOString(),
  );
  return isOffered ? ['a loser was offered the slot he had just lost'] : [];
}

/** The winner confirms, and the first loser takes the first of his fresh choices. */
async function follow(url: string, { orders, answers }: { orders: readonly Order[]; answers: readonly Answered[] }) {
  const winner = answers.findIndex(({ status }) => status === 201);
  const loser = answers.findIndex(({ status }) => status !== 201);
  const [choice] = answers[loser]!.body.windows as Choice[];
  const booked = await confirm(url, orders[winner]!, answers[winner]!.body.holdId as string);
  const taken = await hold(url, { ...orders[loser]!, ...asSlot(choice!) });
  return [
    ...(booked.status === 200 ? [] : [`the winner could not confirm: ${JSON.stringify(booked.body)}`]),
    ...(taken.status === 201 ? [] : [`a fresh choice was not free: ${JSON.stringify(taken.body)}`]),
  ];
}

const asSlot = ({ technicianId, window }: Choice) => ({
  technician: { id: technicianId } as Order['technician'],
  window: { from: new Date(window.from), to: new Date(window.to) },
});
