// The menu of an entry, and "Move to day…".
import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconArrowsMove, IconCalendarOff, IconCalendarPlus, IconCheck, IconExternalLink, IconRotate } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, formatDayLong, formatDayNear, t } from '~/i18n';
import { DatePicker } from '~/ui/Pickers';
import type { Entry } from './days';
import classes from './Calendar.module.css';
import { useCalendarRoom } from './room';

export interface EntryMenuFor {
  entry: Entry;
  day: string | null;
  button: HTMLElement;
}

interface EntryActionsProps {
  menu: EntryMenuFor | null;
  onClose: () => void;
  onCloseTask: (entry: Entry, closed: boolean) => void;
}

export function EntryActions({ menu, onClose, onCloseTask }: EntryActionsProps) {
  const room = useCalendarRoom();
  const [asked, setAsked] = useState<EntryMenuFor | null>(null);
  const box = menu?.button.getBoundingClientRect();
  const back = () => {
    const button = menu?.button;
    onClose();
    queueMicrotask(() => {
      if (document.activeElement === document.body || document.activeElement?.closest('[role="menu"]') != null) button?.focus();
    });
  };
  return (
    <>
      <Menu opened={menu !== null} returnFocus={false} onChange={(opened) => {
        if (!opened) back();
      }}>
        <Menu.Target><div className={classes.menuTarget} aria-hidden style={{ left: box?.right ?? 0, top: box?.bottom ?? 0 }} /></Menu.Target>
        <Menu.Dropdown>
          {menu !== null && (
            <>
              <Menu.Item leftSection={<IconExternalLink size={16} />} onClick={() => room.open(menu.entry.task)}>{t('board.open')}</Menu.Item>
              <Menu.Item leftSection={<IconArrowsMove size={16} />} onClick={() => setAsked(menu)}>{t('calendar.moveTo')}</Menu.Item>
              <Menu.Item leftSection={<IconCalendarPlus size={16} />} onClick={() => room.move(menu.entry, addDays(menu.day ?? room.today, menu.day === null ? 0 : 1))}>
                {t(menu.day === null ? 'calendar.toToday' : 'calendar.dayLater')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCalendarPlus size={16} />} onClick={() => room.move(menu.entry, addDays(menu.day ?? room.today, 7))}>{t('calendar.weekLater')}</Menu.Item>
              {menu.day !== null && (
                <Menu.Item leftSection={<IconCalendarOff size={16} />} onClick={() => room.move(menu.entry, null)}>{t('calendar.dropDate')}</Menu.Item>
              )}
              <Menu.Divider />
              {menu.entry.task.closed_at === null
                ? <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => onCloseTask(menu.entry, true)}>{t('board.close')}</Menu.Item>
                : <Menu.Item leftSection={<IconRotate size={16} />} onClick={() => onCloseTask(menu.entry, false)}>{t('board.reopen')}</Menu.Item>}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t('calendar.moveTo')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {asked !== null && <MoveDay asked={asked} onClose={() => setAsked(null)} />}
      </Modal>
    </>
  );
}

function MoveDay({ asked, onClose }: { asked: EntryMenuFor; onClose: () => void }) {
  const room = useCalendarRoom();
  const [day, setDay] = useState(asked.day ?? room.today);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        room.move(asked.entry, day);
        onClose();
      }}
    >
      <Stack>
        <Text size="sm" fw={600} dir="auto">{asked.entry.task.title}</Text>
        <DatePicker label={t('calendar.day')} value={day} clearable={false} onChange={(next) => setDay(next ?? day)}>
          <span title={formatDayLong(day)}>{formatDayNear(day)}</span>
        </DatePicker>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" data-autofocus>{t('board.moveVerb')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
