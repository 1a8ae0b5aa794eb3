import { isOpen } from '#visits/prompt';
import { type Refused, refuse } from '#visits/refused';
import { lockVisit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { lastPrompt, endPrompts } from '#flows/steps/prompts';
import { takeRating } from '#flows/steps/rating';

/** The customer answers on his page how it was. Asked once, answered once: a second answer is refused. */
export const rateOnPage =
  (house: Doorward) =>
  (command: { appointmentId: string; stars: number; actor: string }): Promise<{ rated: number } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      const prompt = visit && (await lastPrompt(tx, visit.customer.phone));
      const isAsked =
        prompt?.kind === 'survey' && prompt.appointmentId === command.appointmentId && isOpen(prompt, tx.now);
      if (!visit || !isAsked) return refuse('expired', 'Nobody is asking about this visit any more.');
      await endPrompts(tx, visit.customer.phone, 'answered');
      await takeRating(tx, visit, command.stars, command.actor);
      return { rated: command.stars };
    });
