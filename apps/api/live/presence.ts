import { z } from 'zod';

const Look = z.strictObject({ workOrderId: z.uuid().nullable(), isWriting: z.boolean() });

/** What a board says it looks at; null when it says nothing that can be read. */
export const readLook = (told: unknown): z.infer<typeof Look> | null => Look.safeParse(told).data ?? null;
