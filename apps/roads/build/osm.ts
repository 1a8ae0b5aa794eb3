/** The three things a map of OpenStreetMap is made of. Places are whole numbers of 1e-7 degrees, as the data has them. */
export type Tags = ReadonlyMap<string, string>;

export type OsmNode = { readonly id: number; readonly lat: number; readonly lng: number; readonly tags: Tags };
export type OsmWay = { readonly id: number; readonly refs: readonly number[]; readonly tags: Tags };
export type OsmRelation = { readonly id: number; readonly members: readonly Member[]; readonly tags: Tags };
export type Member = { readonly type: MemberType; readonly ref: number; readonly role: string };
export type MemberType = (typeof MEMBER_TYPES)[number];

/** In the order in which the format counts them, which is also the order of a sorted file. */
export const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

export const UNITS_PER_DEGREE = 1e7;
export const NO_TAGS: Tags = new Map();
