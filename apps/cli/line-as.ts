import type { z } from 'zod';
import { BadLine } from '#apps/cli/lines';

/** A line checked against its form; a `BadLine` that names the field otherwise. */
export function lineAs<T>(form: z.ZodType<T>, line: unknown): T {
  const read = form.safeParse(line);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BadLine(`${issue!.path.join('.') || 'the line'}: ${issue!.message}`);
}
