import { z } from 'zod';
import { type Segments, segments } from '#conversation/segments';
import { lineAs } from '#apps/cli/line-as';

const LINE = z.object({ text: z.string() });

/** `{"text"}` → how a carrier encodes, cuts and counts it. */
export const segmentsOfLine = (line: unknown): Segments => segments(lineAs(LINE, line).text);
