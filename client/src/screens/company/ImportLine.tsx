// One import in the history.
import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconBrandTrello } from '@tabler/icons-react';
import { type Import } from '~/data/imports';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Time } from '~/ui/Time';
import { AnchorLink } from '~/ui/links';

export const STATUS_COLORS = {
  rehearsed: 'yellow', queued: 'gray', running: 'blue', done: 'green', failed: 'red', reversing: 'blue', undone: 'gray',
} as const satisfies Record<Import['status'], string>;

export function ImportLine({ one }: { one: Import }) {
  const { company } = useCompany();
  return (
    <li className={linesClasses.line}>
      <IconBrandTrello size={24} stroke={1.5} aria-hidden />
      <Stack gap={2} className={linesClasses.what}>
        <Group gap="xs">
          <AnchorLink to="/c/$company/settings/import/$import" params={{ company: company.slug, import: String(one.id) }} fw={600} dir="auto">
            {one.name}
          </AnchorLink>
          <Badge variant="dot" color={STATUS_COLORS[one.status]}>{t(`company.status.${one.status}`)}</Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t('company.cards', { count: one.progress.total })} · <Time at={one.created_at} />
        </Text>
      </Stack>
    </li>
  );
}
