// Who else looks at this task now, and who is typing.
import { Group, Text, VisuallyHidden } from '@mantine/core';
import { useMe } from '~/data/session';
import { currentLocale, t } from '~/i18n';
import { usePresence } from '~/live/presence';
import { Face } from '~/ui/Person';
import { useHere } from './context';
import classes from './Task.module.css';

/** More faces than this are a number. */
const FACES = 3;

function list(names: string[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(names);
}

export function Presence() {
  const { task } = useHere();
  const others = usePresence(task.id, useMe().user.id);
  const typing = others.filter((viewer) => viewer.typing).map((viewer) => viewer.person.name);
  const names = list(others.map((viewer) => viewer.person.name));
  const said = typing.length > 0
    ? t('task.typing', { count: typing.length, names: list(typing) })
    : others.length > 0 ? t('task.looking', { count: others.length, names }) : '';
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {others.length > 0 && (
        <Group role="group" aria-label={t('task.alsoHere')} gap={4} wrap="nowrap" miw={0}>
          {typing.length > 0 && <Text size="xs" c="dimmed" className={classes.cut}>{said}</Text>}
          {others.slice(0, FACES).map(({ person }) => (
            <span key={person.id ?? person.name} className={classes.viewer}><Face person={person} size={26} named /></span>
          ))}
          {others.length > FACES && <Text size="xs" c="dimmed">+{others.length - FACES}</Text>}
        </Group>
      )}
    </>
  );
}
