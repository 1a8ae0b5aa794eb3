import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CLONE, filesIn } from './clone-files.mjs';

const COMPILED = /(\.d\.ts|\.js)(\.map)?$/;

/** Compiled files whose source is gone would go on being imported, and run as tests. */
export function removeOrphans() {
  for (const top of ['apps', 'libs', 'test']) {
    for (const path of filesIn(join(CLONE, 'dist', top))) {
      if (!COMPILED.test(path)) continue;
      const source = join(CLONE, relative(join(CLONE, 'dist'), path).replace(COMPILED, ''));
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
    }
  }
}
