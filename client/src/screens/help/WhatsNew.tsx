// What is new in Blimp, for the people who use it.
import { Stack, Text, Title } from '@mantine/core';
import { formatDayLong, t } from '~/i18n';
import { Screen } from '~/ui/Screen';
import { NEWS } from './news';

export function WhatsNew() {
  return (
    <Screen title={t('help.whatsNew')} width="narrow">
      <Stack gap="lg">
        {NEWS.map(({ name, day }) => (
          <article key={name}>
            <Title order={2} size="h3">{t(`help.news_${name}_title`)}</Title>
            <Text size="sm" c="dimmed" mb={4}>
              <time dateTime={day}>{formatDayLong(day)}</time>
            </Text>
            <Text>{t(`help.news_${name}_text`)}</Text>
          </article>
        ))}
      </Stack>
    </Screen>
  );
}
