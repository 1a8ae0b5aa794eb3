import { ActionIcon } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useIsLive } from '../live/use-is-live';
import { Icon } from '../look/icon';
import type { Troubled } from './mending';

/** Opens the plan for somebody who cannot go on with his day. */
export function CannotWork({ troubled }: { troubled: Troubled }) {
  const { mend } = useDesk();
  const isLive = useIsLive();
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      disabled={!isLive}
      aria-label={`${troubled.name} cannot work`}
      title="Cannot work"
      onClick={() => mend(troubled)}
    >
      <Icon name="nobody" />
    </ActionIcon>
  );
}
