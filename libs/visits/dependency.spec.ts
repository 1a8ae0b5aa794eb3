import { plusMinutes } from '#time/minutes';
import { type First, type Needs, readyAt, rift } from '#visits/dependency';

const at = (minutes: number) => plusMinutes(new Date('2026-03-03T13:00:00Z'), minutes);
const NEEDS: Needs = { gapMinutes: 120, sameTechnician: false };
const FIRST: First = { state: 'confirmed', ends: at(30), technicianId: 'maria' };
const later = (begins: number, technicianId: string | null = 'maria') => ({ begins: at(begins), technicianId });

describe('the later visit', () => {
  it('begins at the earliest the gap after the first is done', () => {
    expect(readyAt(FIRST, NEEDS)).toEqual(at(150));
    expect(rift(later(150), FIRST, NEEDS)).toBeNull();
    expect(rift(later(149), FIRST, NEEDS)).toBe('too-soon');
  });

  it('stands on a first that is done as on one that is promised', () => {
    const done: First = { ...FIRST, state: 'fulfilled', ends: at(20) };
    expect(rift(later(140), done, NEEDS)).toBeNull();
    expect(rift(later(139), done, NEEDS)).toBe('too-soon');
  });

  it('does not stand on one that is cancelled, failed or has no time', () => {
    expect(rift(later(500), { ...FIRST, state: 'cancelled' }, NEEDS)).toBe('first-cancelled');
    expect(rift(later(500), { ...FIRST, state: 'failed' }, NEEDS)).toBe('first-failed');
    expect(rift(later(500), { ...FIRST, state: 'requested', ends: null }, NEEDS)).toBe('first-open');
  });

  it('is the same technician’s only where that is asked for, and only while both have one', () => {
    const same = { ...NEEDS, sameTechnician: true };
    expect(rift(later(500, 'sam'), FIRST, NEEDS)).toBeNull();
    expect(rift(later(500, 'sam'), FIRST, same)).toBe('other-technician');
    expect(rift(later(500, 'maria'), FIRST, same)).toBeNull();
    expect(rift(later(500, null), FIRST, same)).toBeNull();
    expect(rift(later(500, 'sam'), { ...FIRST, technicianId: null }, same)).toBeNull();
  });
});
