import { Skeleton } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { AlertCard } from './alert-card';
import css from './alerts.module.css';

export function AlertList() {
  const { store, opening } = useDesk();
  const alerts = useCell(store.alerts);
  const isFirstLoad = useCellPart(store.title, (title) => title === null);
  const isFailed = useCellPart(opening, ({ is }) => is === 'failed');
  if (isFirstLoad) return isFailed ? null : <LoadingAlerts />;
  return (
    <section className={css.list} aria-label="Alerts">
      <h2 className={css.title}>
        Alerts <span>{alerts.length || 'none'}</span>
      </h2>
      {alerts.length === 0 && <p className={css.none}>Nothing needs you now. Promises in danger appear here.</p>}
      <ol>
        {alerts.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ol>
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
