import { ActionIcon } from '@mantine/core';
import { Icon } from '../look/icon';
import { useDesk } from '../live/desk-context';

export function CloseButton() {
  const { select } = useDesk();
  return (
    <ActionIcon variant="subtle" color="gray" aria-label="Close the story" onClick={() => select(null)}>
      <Icon name="cross" />
    </ActionIcon>
  );
}
