import { isRefused, type Refused } from '#visits/refused';
import type { Doorward } from '#flows/doorward';
import { type Report, type Reported, reportIn } from '#flows/commands/report';

export type Operation = Report & { readonly deviceId: string; readonly operationId: string };

/**
 * One tap on a technician's phone, applied once whatever the network does: the same operation again gets the same
 * answer again. A refused tap changes nothing and may be repeated.
 */
export const operate =
  (house: Doorward) =>
  (operation: Operation): Promise<Reported | Refused> =>
    house.store.commit(async (tx) => {
      const { deviceId, operationId, ...report } = operation;
      // The row is claimed first: a repetition that arrives meanwhile waits here for the first one's commit.
      const claimed = await tx.sql(
        'INSERT INTO operation (device_id, operation_id, answer, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1',
        [deviceId, operationId, {}, tx.now],
      );
      if (!claimed.length) {
        const [known] = await tx.sql<{ answer: Reported }>(
          'SELECT answer FROM operation WHERE device_id = $1 AND operation_id = $2',
          [deviceId, operationId],
        );
        return known!.answer;
      }
      const answer = await reportIn(tx, house, report);
      if (!isRefused(answer))
        await tx.sql('UPDATE operation SET answer = $3 WHERE device_id = $1 AND operation_id = $2', [
          deviceId,
          operationId,
          { state: answer.state, version: answer.version },
        ]);
      return isRefused(answer) ? answer : { state: answer.state, version: answer.version };
    });
