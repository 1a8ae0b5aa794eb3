import { useEffect, useMemo, useState } from 'react';
import type { FoundVisit } from '#store/views';
import { BOARD_KEYS } from '../keys/board-keys';
import type { Desk } from '../live/desk';
import type { IconName } from '../look/icon';
import { saySpan } from '../time/say-time';
import { dayAt, sayDay } from '../time/day';
import { barLook } from '../timeline/bar-look';
import { showTechnician } from '../timeline/show-technician';
import { ask } from '../wire/ask';

/** One line of what was found, and what choosing it does. */
export type Found = {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly about: string;
  readonly act: () => void;
};

const MOST_EACH = 8;
/** From so many letters on the records are asked, too. */
const LEAST_LETTERS = 3;
const PAUSE_MS = 150;

/** The day that is shown is searched at once; the records of all days answer a moment later. */
export function useFound(desk: Desk, words: string): { readonly found: readonly Found[]; readonly isAsking: boolean } {
  const wanted = words.trim().toLowerCase();
  const [told, setTold] = useState<{ readonly for: string; readonly visits: readonly FoundVisit[] }>({
    for: '',
    visits: [],
  });
  const isLong = wanted.length >= LEAST_LETTERS;
  useEffect(() => {
    if (!isLong) return;
    let isCurrent = true;
    const soon = setTimeout(() => {
      void ask<readonly FoundVisit[]>('GET', `/api/search?${new URLSearchParams({ q: wanted }).toString()}`).then(
        (answer) => isCurrent && setTold({ for: wanted, visits: answer.ok ? answer.value : [] }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(soon);
    };
  }, [wanted, isLong]);
  const found = useMemo(() => {
    const here = ofTheDay(desk, wanted);
    const seen = new Set(here.map(({ key }) => key));
    const others = told.for === wanted ? told.visits.map((visit) => ofTheRecords(desk, visit)) : [];
    return [
      ...here,
      ...others.filter(({ key }) => !seen.has(key)),
      ...technicians(desk, wanted),
      ...actions(desk, wanted),
    ];
  }, [desk, wanted, told]);
  return { found, isAsking: isLong && told.for !== wanted };
}

const has = (wanted: string, ...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(wanted));

function ofTheDay(desk: Desk, wanted: string): Found[] {
  if (!wanted) return [];
  return desk.store
    .everyVisit()
    .filter(({ customer, ref, code, street, work }) => code === wanted || has(wanted, customer, ref, street, work))
    .slice(0, MOST_EACH)
    .map((visit) => ({
      key: visit.workOrderId,
      icon: barLook(visit).icon,
      name: visit.customer,
      about: [
        visit.window && saySpan(visit.window, visit.zone),
        visit.ticket?.technician ?? 'nobody has it',
        visit.work,
        visit.street,
        visit.ref,
      ]
        .filter(Boolean)
        .join(' · '),
      act: () => desk.select(visit.workOrderId),
    }));
}

const ofTheRecords = (desk: Desk, { workOrderId, customer, phone, ref, street, window, zone }: FoundVisit): Found => ({
  key: workOrderId,
  icon: 'info',
  name: customer,
  about: [
    window ? `${sayDay(dayAt(Date.parse(window.from), zone))} ${saySpan(window, zone)}` : 'no time yet',
    phone,
    street,
    ref,
  ].join(' · '),
  act: () => desk.select(workOrderId),
});

const technicians = ({ store }: Desk, wanted: string): Found[] =>
  !wanted
    ? []
    : store.technicians
        .get()
        .filter(({ name, skills }) => has(wanted, name, ...skills))
        .slice(0, MOST_EACH)
        .map(({ id, name, skills }) => ({
          key: id,
          icon: 'wrench',
          name,
          about: `technician · ${skills.join(', ')}`,
          act: () => showTechnician(id),
        }));

const actions = (desk: Desk, wanted: string): Found[] =>
  BOARD_KEYS.filter(({ key, does }) => key !== '/' && key !== 'g' && has(wanted, does)).map(
    ({ key, shown, does, act }) => ({
      key: `key ${key}`,
      icon: 'right',
      name: does,
      about: shown,
      act: () => act(desk),
    }),
  );
