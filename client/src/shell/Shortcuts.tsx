// The keys that work here and now, and the switch for single ones.
import { Group, Kbd, Modal, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { t } from '~/i18n';
import { type Command, grouped, useCurrentCommands } from './commands';
import { singleKeys } from './keys';
import { keysForPeople } from './platform';

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const commands = useCurrentCommands().filter((command) => command.keys !== undefined);
  const groups = grouped(commands);
  const [single, setSingle] = useState(singleKeys.on);
  return (
    <Modal opened onClose={onClose} title={t('shell.shortcuts')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="lg">
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <Title order={3} size="sm" mb={4}>{group}</Title>
            <Rows commands={list} />
          </section>
        ))}
        <Switch
          label={t('shell.singleKeys')}
          description={t('shell.singleKeysText')}
          checked={single}
          onChange={(event) => {
            singleKeys.set(event.currentTarget.checked);
            setSingle(event.currentTarget.checked);
          }}
        />
      </Stack>
    </Modal>
  );
}

function Rows({ commands }: { commands: Command[] }) {
  return (
    <Table verticalSpacing={6} withRowBorders={false}>
      <Table.Tbody>
        {commands.map((command) => (
          <Table.Tr key={command.id}>
            <Table.Th scope="row" fw={400}><Text size="sm">{command.label}</Text></Table.Th>
            <Table.Td w="1%">
              <Group gap={4} wrap="nowrap" justify="flex-end">
                {keysForPeople(command.keys ?? '').map((key, at) => <Kbd key={`${at}${key}`}>{key}</Kbd>)}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
