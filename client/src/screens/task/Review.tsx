// Approve what is up for review, or send it back saying what is missing. In the panel and in the
// portal.
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { type TaskRef, useReviewTask } from '~/data/tasks';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { useDraft } from '~/ui/Editor';
import { toast } from '~/ui/toast';

interface ReviewProps {
  task: TaskRef & { title: string };
}

export function Review({ task }: ReviewProps) {
  const me = useMe().user.id;
  const review = useReviewTask();
  const [comment, setComment, clear] = useDraft(`review.${me}.${task.id}`);
  const [missing, setMissing] = useState(false);
  const say = (approved: boolean) => {
    const text = comment.trim();
    if (!approved && text === '') {
      setMissing(true);
      return;
    }
    review.mutateAsync({ task, approved, comment: text }).then(
      () => {
        clear();
        toast(t(approved ? 'task.approved' : 'task.returned', { title: task.title }));
      },
      () => undefined,
    );
  };
  return (
    <Stack gap="xs">
      <Text size="sm">{t('task.reviewText')}</Text>
      <Textarea
        label={t('task.reviewComment')} value={comment} autosize minRows={1} maxRows={8} dir="auto"
        error={missing ? t('task.reviewMissing') : null}
        onChange={(event) => {
          setComment(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Group gap="xs">
        <Button
          color="teal.9" leftSection={<IconCheck size={16} aria-hidden />}
          loading={review.isPending && review.variables.approved} onClick={() => say(true)}
        >
          {t('task.approve')}
        </Button>
        <Button
          variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={review.isPending && !review.variables.approved} onClick={() => say(false)}
        >
          {t('task.sendBack')}
        </Button>
      </Group>
    </Stack>
  );
}
