import { Skeleton } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { AlertCard } from './alert-card';
import { useAlerts } from './aside';
import { LaidAside } from './laid-aside';
import css from './alerts.module.css';

export function AlertList() {
  const { store, opening } = useDesk();
  const { awake, aside } = useAlerts();
  const isFirstLoad = useCellPart(store.title, (title) => title === null);
  const isFailed = useCellPart(opening, ({ is }) => is === 'failed');
  if (isFirstLoad) return isFailed ? null : <LoadingAlerts />;
  return (
    <section className={css.list} aria-label="Alerts">
      <h2 className={css.title}>
        Alerts <span>{awake.length || 'none'}</span>
      </h2>
      {awake.length === 0 && <p className={css.none}>Nothing needs you now. Promises in danger appear here.</p>}
      <ol>
        {awake.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ol>
      <LaidAside alerts={aside} />
    </section>
  );
}

const LoadingAlerts = () => (
  <div className={css.loading} role="status" aria-label="Loading the alerts">
    <Skeleton height={20} width={90} />
    <Skeleton height={74} />
    <Skeleton height={74} />
    <Skeleton height={74} />
  </div>
);
