import pg from 'pg';
import { plusMinutes } from '#time/minutes';
import { instantOf, startOfDay } from '#time/zone';
import { passwordHash } from '#flows/commands/sign-in';
import { hashOf } from '#flows/links';
import type { Place } from '#routes/route';

/** A small company in New York time on Tuesday 3 March, in a database of its own. */
export const ZONE = 'America/New_York';
export const DAY = '2026-03-03';
export const TERRITORY = 'Harbor';
export const API_KEY = 'integration-key-of-the-tests';
export const DESK = { email: 'lee@acme.example', password: 'a-long-test-password' } as const;

/** 8:30 on the day of the story, local time. */
export const local = (hhmmss: string, day = DAY): Date => {
  const [h = 0, m = 0, s = 0] = hhmmss.split(':').map(Number);
  return new Date(instantOf(day, h * 60 + m, ZONE)!.getTime() + s * 1000);
};

export type Technician = {
  readonly name: string;
  readonly phone: string;
  readonly skills: readonly string[];
  readonly home: Place;
};

export const WORK = [
  { code: 'repair', name: 'Repair', skill: 'fiber', minutes: 60 },
  { code: 'long-repair', name: 'Repair', skill: 'fiber', minutes: 75 },
  { code: 'short-check', name: 'Check', skill: 'fiber', minutes: 30 },
] as const;

/** A place `minutes` of driving (as estimated) due east of another. */
export function eastOf(place: Place, minutes: number): Place {
  const km = (minutes * 60 - 136) / 69.5;
  return { lat: place.lat, lng: place.lng + km / (111.195 * Math.cos((place.lat * Math.PI) / 180)) };
}

/** Writes the company into an empty, migrated database; the clock stands at `from`. Gives each technician's id by name. */
export async function foundCompany(
  databaseUrl: string,
  technicians: readonly Technician[],
  from: Date,
): Promise<Map<string, string>> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), $1, 0)', [from]);
    const territory = (
      await db.query<{ id: string }>('INSERT INTO territory (name, zone) VALUES ($1, $2) RETURNING id', [
        TERRITORY,
        ZONE,
      ])
    ).rows[0]!.id;
    for (const { code, name, skill, minutes } of WORK)
      await db.query('INSERT INTO work_type (code, name, skill, minutes, window_minutes) VALUES ($1, $2, $3, $4, 60)', [
        code,
        name,
        skill,
        minutes,
      ]);
    const ids = new Map<string, string>();
    for (const { name, phone, skills, home } of technicians) {
      const { rows } = await db.query<{ id: string }>(
        'INSERT INTO technician (territory_id, name, phone, skills, home_lat, home_lng) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
        [territory, name, phone, skills, home.lat, home.lng],
      );
      ids.set(name, rows[0]!.id);
      for (let day = 0; day < 8; day++) {
        const midnight = startOfDay(`2026-03-${String(3 + day).padStart(2, '0')}`, ZONE);
        const during = `[${plusMinutes(midnight, 6.5 * 60).toISOString()},${plusMinutes(midnight, 18 * 60).toISOString()})`;
        await db.query('INSERT INTO shift (technician_id, during) VALUES ($1, $2)', [rows[0]!.id, during]);
      }
    }
    await db.query(
      `INSERT INTO dispatcher (name, email, role, password_hash) VALUES ('Lee Park', $1, 'desk', $2), ('Ana Silva', 'ana@acme.example', 'supervisor', $2)`,
      [DESK.email, await passwordHash(DESK.password)],
    );
    await db.query(`INSERT INTO api_key (name, key_hash, created_at) VALUES ('tests', $1, clock_timestamp())`, [
      hashOf(API_KEY),
    ]);
    return ids;
  } finally {
    await db.end();
  }
}
