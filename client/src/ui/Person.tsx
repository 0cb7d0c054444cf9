// A person: their picture or initials, and their name.
import { Avatar, type AvatarProps, Group, Text, Tooltip } from '@mantine/core';
import { t } from '~/i18n';

export interface PersonLike {
  id?: number | null;
  name: string;
  avatar_url?: string | null;
}

type FaceProps = { person: PersonLike | null; named?: boolean } & Pick<AvatarProps, 'size'>;

/** The face alone. With `named`, it carries the name for screen readers and on hover. */
export function Face({ person, size = 26, named = false }: FaceProps) {
  const name = person?.name ?? t('common.nobody');
  const face = (
    <Avatar
      src={person?.avatar_url ?? null}
      name={name}
      color="initials"
      size={size}
      alt=""
      {...(named ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
    />
  );
  return named ? <Tooltip label={name}>{face}</Tooltip> : face;
}

/** Face and name in a row. */
export function Person({ person, size = 26 }: FaceProps) {
  const name = person?.name ?? t('common.nobody');
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      <Face person={person} size={size} />
      <Text span truncate title={name} dir="auto" inherit>{name}</Text>
    </Group>
  );
}
