// My picture: give, change, take away.
import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useRemoveAvatar, useSetAvatar } from '~/data/accounts';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { Face } from '~/ui/Person';
import { toast, toastFailure } from '~/ui/toast';

const MOST_BYTES = 5_000_000;

export function Avatar() {
  const { user } = useMe();
  const set = useSetAvatar();
  const remove = useRemoveAvatar();
  const choose = (file: File | null) => {
    if (file === null) return;
    if (file.size > MOST_BYTES) return toastFailure(t('settings.pictureFailed'), new Error(t('settings.pictureLarge')));
    set.mutate(file, {
      onSuccess: () => toast(t('settings.pictureSet')),
      onError: (error) => toastFailure(t('settings.pictureFailed'), error),
    });
  };
  const takeAway = () =>
    remove.mutate(undefined, {
      onSuccess: () => toast(t('settings.pictureGone')),
      onError: (error) => toastFailure(t('settings.pictureFailed'), error),
    });
  return (
    <Group gap="md">
      <Face person={user} size={64} />
      <Stack gap={6}>
        <Group gap="xs">
          <FileButton onChange={choose} accept="image/png,image/jpeg,image/gif,image/webp" inputProps={{ 'aria-label': t('settings.picture') }}>
            {(props) => (
              <Button {...props} variant="default" loading={set.isPending}>
                {t(user.avatar_url === null ? 'settings.givePicture' : 'settings.changePicture')}
              </Button>
            )}
          </FileButton>
          {user.avatar_url !== null && (
            <Button variant="subtle" color="gray" onClick={takeAway} loading={remove.isPending}>
              {t('settings.removePicture')}
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed">{t('settings.pictureText')}</Text>
      </Stack>
    </Group>
  );
}
