import type { Part, Plan } from '#conversation/answer-plan';
import { wantsSooner } from '#conversation/reading/sooner';
import { mayComeSooner } from '#visits/sooner';
import { promiseCallBack } from '#flows/steps/call-back';
import { offerSooner } from '#flows/steps/offer-sooner';
import { beginWaiting } from '#flows/steps/waiting';
import { type Heard, reply } from '#flows/reactions/answer';
import { putCancel } from '#flows/reactions/answer-cancel';
import { holdAnew } from '#flows/reactions/answer-digit';
import { beLate } from '#flows/reactions/answer-late';
import { darkFacts, holdOthers, whyCall } from '#flows/reactions/answer-wishes';
import { noteFacts, takeDown } from '#flows/reactions/pass-on';

/** Does everything a text wants and tells, and answers all of it, and all it asks, in one text. */
export async function answerAtOnce(heard: Heard, plan: Plan): Promise<true> {
  const facts: Record<string, unknown> = {};
  let said = plan;
  for (const part of plan)
    switch (part.says) {
      case 'asked':
        if (part.asks.includes('other-tech')) await holdOthers(heard);
        if (part.asks.includes('eta')) facts.dark = await darkFacts(heard);
        break;
      case 'noted':
        if (await takeDown(heard, heard.reading.note!)) {
          said = callInsteadOf('noted', said);
          facts.call = await call(heard);
        } else Object.assign(facts, noteFacts(heard.reading.note!));
        break;
      case 'late': {
        const late = await beLate(heard);
        facts.late = late;
        if (late.offersTimes && !plan.some(({ says }) => says === 'times')) said = [...said, { says: 'times' }];
        if (late.needsCall && !said.some(({ says }) => says === 'calls')) {
          said = [...said, { says: 'calls' }];
          facts.call = await call(heard);
        }
        break;
      }
      case 'calls':
        facts.call = await call(heard);
        break;
      case 'may-cancel':
        facts.cancelsSeveral = await putCancel(heard);
        break;
      case 'times':
        facts.waits = await findTimes(heard);
        break;
      case 'sorry':
      case 'who-we-are':
    }
  return reply(heard, 'at-once', { ...facts, plan: said });
}

/** A person calls where that part was to be said; once, if one calls anyway. */
const callInsteadOf = (part: Part['says'], plan: Plan): Plan =>
  plan.some(({ says }) => says === 'calls')
    ? plan.filter(({ says }) => says !== part)
    : plan.map((one) => (one.says === part ? { says: 'calls' } : one));

async function call(heard: Heard) {
  const { agent, by } = await promiseCallBack(heard.tx, heard.visit!, { why: whyCall(heard) });
  return { agent, by };
}

/** Holds other times for him. True where he wants a sooner one, none is free, and he waits for it. */
async function findTimes(heard: Heard): Promise<boolean> {
  const { tx, house, actor, body, phone } = heard;
  const visit = heard.visit!;
  const isSooner = wantsSooner(body) && !visit.block && mayComeSooner(visit);
  if (isSooner && (await offerSooner(tx, house, visit, { phone }))) return false;
  if (isSooner && !visit.atRiskAt) {
    await beginWaiting(tx, visit, actor);
    return true;
  }
  await holdAnew(heard);
  return false;
}
