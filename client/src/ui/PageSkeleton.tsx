// The outline of a page while it loads. Said once to screen readers, drawn without a spinner.
import { Container, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { t } from '~/i18n';

export function PageSkeleton() {
  return (
    <Container size={960} py="md" px={{ base: 'sm', sm: 'lg' }} aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <Skeleton height={28} width="40%" mb="lg" />
      <Rows />
    </Container>
  );
}

/** The outline of a list. */
export function Rows({ count = 6, height = 36 }: { count?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-hidden>
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={height} radius="sm" />
      ))}
    </Stack>
  );
}
