// Help: how Blimp is meant, its keys, and where to read on.
import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconKeyboard, IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { instanceQuery } from '~/data/instance';
import { t } from '~/i18n';
import { overlays } from '~/shell/overlays';
import { ButtonLink } from '~/ui/links';
import { Screen } from '~/ui/Screen';

const TOPICS = ['words', 'board', 'keys', 'mail', 'clients'] as const;

export function Help() {
  const { data: instance } = useQuery(instanceQuery);
  return (
    <Screen title={t('help.help')} width="narrow">
      <Group mb="lg" gap="xs">
        <Button variant="default" leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={() => overlays.open({ name: 'shortcuts' })}>
          {t('shell.shortcuts')}
        </Button>
        <ButtonLink variant="default" to="/help/new" leftSection={<IconSparkles size={16} aria-hidden />}>
          {t('help.whatsNew')}
        </ButtonLink>
      </Group>
      <Stack gap="lg">
        {TOPICS.map((topic) => (
          <section key={topic}>
            <Title order={2} size="h3" mb={4}>{t(`help.${topic}_title`)}</Title>
            <Text>{t(`help.${topic}_text`)}</Text>
          </section>
        ))}
        <section>
          <Title order={2} size="h3" mb={4}>{t('help.build_title')}</Title>
          <Text mb="xs">{t('help.build_text')}</Text>
          <List>
            <List.Item><Anchor href="/api/docs">{t('help.apiDocs')}</Anchor></List.Item>
          </List>
        </section>
        {instance !== undefined && (
          <Text size="sm" c="dimmed">{t('help.version', { name: instance.name, version: instance.version })}</Text>
        )}
      </Stack>
    </Screen>
  );
}
