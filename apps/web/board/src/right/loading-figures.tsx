import { Skeleton } from '@mantine/core';
import css from './right.module.css';

export const LoadingFigures = () => (
  <div className={css.loading} role="status" aria-label="Loading the figures">
    <Skeleton height={110} />
    <Skeleton height={110} />
    <Skeleton height={110} />
    <Skeleton height={110} />
  </div>
);
