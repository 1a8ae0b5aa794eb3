import { ask } from '../wire/ask';
import { type Device, keepDevice } from './device';

export type DemoTechnician = { readonly id: string; readonly name: string; readonly phone: string };

/** The technicians of the demo town; `none` where this is no demo, `unreachable` without a connection. */
export async function demoTechnicians(): Promise<readonly DemoTechnician[] | 'none' | 'unreachable'> {
  const answer = await ask<readonly DemoTechnician[]>('GET', '/demo/technicians');
  if (answer.kind === 'answered') return answer.body;
  return answer.kind === 'refused' || answer.kind === 'absent' ? 'none' : 'unreachable';
}

export async function signInAs(technician: DemoTechnician, as?: string): Promise<Device | null> {
  const answer = await ask<{ token: string }>(
    'POST',
    `/demo/technicians/${encodeURIComponent(technician.id)}/sign-in`,
    {},
  );
  if (answer.kind !== 'answered') return null;
  return keepDevice({ token: answer.body.token, place: 'tab', ...(as === undefined ? {} : { as }) });
}

/** By whole name or first name, whatever the case. */
export function named(technicians: readonly DemoTechnician[], as: string): DemoTechnician | undefined {
  const wanted = as.trim().toLowerCase();
  const fits = (name: string) => name === wanted || name.split(/\s+/)[0] === wanted;
  return technicians.find(({ name }) => fits(name.toLowerCase()));
}
