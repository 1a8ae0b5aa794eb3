/** What the setup pages show. Times of day are minutes after local midnight. */

export type SetupTechnician = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly skills: readonly string[];
  readonly territoryId: string;
  readonly lat: number;
  readonly lng: number;
  readonly active: boolean;
  /** How many shifts he has to come. */
  readonly shifts: number;
};

export type SetupTerritory = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly leadMinutes: number;
  readonly cutOffMinutes: number | null;
  readonly holdPercent: number;
  readonly blackouts: readonly { readonly day: string; readonly reason: string }[];
};

export type SetupWorkType = {
  readonly code: string;
  readonly name: string;
  readonly nameEs: string | null;
  readonly skill: string;
  readonly minutes: number;
  readonly windowMinutes: number;
  readonly needsFirst: string | null;
  readonly gapMinutes: number;
  readonly sameTechnician: boolean;
};

export type SetupSkill = {
  readonly name: string;
  readonly technicians: readonly string[];
  readonly workTypes: readonly string[];
};

export type SetupDispatcher = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'desk' | 'supervisor';
  readonly active: boolean;
};

export type SetupApiKey = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date | string;
  readonly revokedAt: Date | string | null;
  readonly lastUsedAt: Date | string | null;
};

/** A setting of the environment: shown, and changed where the processes are started. */
export type SetupSetting = {
  readonly group: 'hours' | 'numbers';
  readonly name: string;
  readonly value: string;
  readonly says: string;
};

export type SetupShift = {
  readonly from: number;
  /** Beyond 1440 on the next day. */
  readonly to: number;
  readonly break: { readonly from: number; readonly minutes: number } | null;
};
export type SetupShiftDay = { readonly day: string; readonly shifts: readonly SetupShift[] };

export type SetupView = {
  readonly canChange: boolean;
  readonly technicians: readonly SetupTechnician[];
  readonly territories: readonly SetupTerritory[];
  readonly workTypes: readonly SetupWorkType[];
  readonly skills: readonly SetupSkill[];
  readonly dispatchers: readonly SetupDispatcher[];
  readonly apiKeys: readonly SetupApiKey[];
  readonly settings: readonly SetupSetting[];
  readonly shiftsToCome: number;
  readonly workOrders: number;
  readonly today: string;
};

/** A message of the catalogue as it would leave, filled in with made-up data. */
export type SampleMessage = { readonly key: string; readonly en: string; readonly es: string };

/** For so many days a list that was brought is kept, with what became of each row. */
export const LIST_DAYS = 30;

/** What a list holds, and what can be done with it. */
export type ImportKind = 'customers' | 'technicians' | 'visits';
export type ImportField = {
  readonly name: string;
  readonly label: string;
  readonly isNeeded: boolean;
};
export type ImportHead = {
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
  readonly encoding: string;
  readonly delimiter: string;
  /** The column of each field, guessed from the header; null where none looks like it. */
  readonly guess: Readonly<Record<string, number | null>>;
};
/** Which column each field stands in, and what is taken where a row says nothing of it. */
export type ImportPlan = {
  readonly columns: Readonly<Record<string, number | null>>;
  readonly territory: string | null;
  readonly work: string | null;
};
export type ImportOutcome = 'ready' | 'known' | 'duplicate' | 'error' | 'imported' | 'updated' | 'skipped';
export type ImportRow = {
  /** As a spreadsheet counts, the header being row 1. */
  readonly row: number;
  readonly outcome: ImportOutcome;
  /** In words, for whoever has to mend it. */
  readonly says: string;
  readonly theirs?: Readonly<Record<string, string>>;
  readonly ours?: Readonly<Record<string, string>>;
};
export type ImportChoice = 'ours' | 'theirs' | 'skip';
export type ImportView = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly state: string;
  readonly head: ImportHead;
  readonly fields: readonly ImportField[];
  /** How it was gone through last; null when it was not yet. */
  readonly plan: ImportPlan | null;
  readonly done: number;
  readonly counts: Readonly<Partial<Record<ImportOutcome, number>>>;
  /** Those that are not plainly fine, at most 200. */
  readonly rows: readonly ImportRow[];
};
