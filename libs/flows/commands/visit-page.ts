import { isRefused, type Refused, refuse } from '#visits/refused';
import { isOpen } from '#visits/prompt';
import { lockVisit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { keepVisit, openChoice, takeHeldChoice, takeOpenChoice } from '#flows/steps/held-choice';
import { takeEarlier } from '#flows/steps/take-earlier';
import { lastPrompt } from '#flows/steps/prompts';

/** The customer presses one of the held choices on his page: the same digits, the same meaning as in the text. */
export const chooseOnPage =
  (house: Doorward) =>
  (command: { appointmentId: string; digit: string; actor: string }): Promise<{ did: 'kept' | 'moved' } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const prompt = await lastPrompt(tx, visit.customer.phone);
      const meaning = prompt?.digits[command.digit];
      if (!prompt || prompt.appointmentId !== command.appointmentId || !isOpen(prompt, tx.now) || !meaning)
        return refuse('expired', 'That choice has run out.');
      if (meaning.does === 'keep') {
        const kept = await keepVisit(tx, command.appointmentId, command.actor);
        return isRefused(kept) ? kept : { did: 'kept' as const };
      }
      if (meaning.does === 'try') {
        const choice = { ...openChoice(meaning), revision: prompt.revision };
        const tried = await takeOpenChoice(tx, command.appointmentId, choice, {
          settings: house.settings,
          actor: command.actor,
        });
        return isRefused(tried) ? tried : { did: 'moved' as const };
      }
      if (meaning.does === 'take-earlier') {
        const sooner = await takeEarlier(tx, house.settings, meaning.offerId, command.actor);
        return isRefused(sooner) ? sooner : { did: 'moved' as const };
      }
      if (meaning.does !== 'take') return refuse('illegal-move', 'That is no time to choose.');
      const taken = await takeHeldChoice(tx, command.appointmentId, meaning.holdId, command.actor);
      return isRefused(taken) ? taken : { did: 'moved' as const };
    });

/** Words for the technician, left on the page. */
export const noteOnPage =
  (house: Doorward) =>
  (command: { appointmentId: string; note: string; actor: string }): Promise<{ noted: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      if (!visit || visit.state !== 'confirmed') return refuse('closed', 'This visit is over.');
      await tx.sql(`UPDATE work_order SET notes = left(trim(E'\\n ' FROM notes || E'\\n' || $2), 2000) WHERE id = $1`, [
        visit.workOrderId,
        command.note,
      ]);
      tx.record({
        type: 'visit.noted',
        actor: command.actor,
        reason: command.note,
        workOrderId: visit.workOrderId,
        appointmentId: visit.appointmentId,
        assignmentId: visit.ticket?.id ?? null,
        technicianId: visit.ticket?.technicianId ?? null,
      });
      return { noted: true as const };
    });
