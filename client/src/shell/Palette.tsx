// The command palette: jump to a task or project, create, change, from the keyboard. An input with
// a list under it (the combobox pattern): the focus stays in the input, arrows choose.
import { Loader, Modal, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { t } from '~/i18n';
import { type Command, grouped } from './commands';
import { usePaletteItems } from './paletteItems';
import classes from './Palette.module.css';
import { keysForPeople } from './platform';
import type { Where } from './where';

export function Palette({ where, onClose }: { where: Where | null; onClose: () => void }) {
  return (
    <Modal.Root opened onClose={onClose} padding={0} size="lg" yOffset="10vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.palette')} radius="md">
        <Modal.Body>
          <Search where={where} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ where, onClose }: { where: Where | null; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), 150);
  const { items, searching } = usePaletteItems(where, query.trim(), settled);
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const current = items[Math.min(chosen, items.length - 1)];
  const idOf = (item: Command) => `${list}-${item.id}`;

  const run = (item: Command) => {
    onClose();
    // After the dialog has given its focus back, so that what opens next can take it.
    setTimeout(item.run, 0);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setChosen((Math.min(chosen, items.length - 1) + step + items.length) % items.length);
    } else if (event.key === 'Enter' && current !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <>
      <div className={classes.search}>
        {searching ? <Loader size={18} aria-hidden /> : <IconSearch size={18} aria-hidden />}
        <input
          className={classes.input} data-autofocus value={query} dir="auto" spellCheck={false} autoComplete="off"
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
          placeholder={t('shell.paletteHint')} aria-label={t('shell.paletteHint')}
          role="combobox" aria-expanded={items.length > 0} aria-controls={list} aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : idOf(current)}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('shell.palette')} className={classes.list}>
        {[...grouped(items)].map(([group, commands]) => (
          <div key={group} role="group" aria-label={group}>
            <Text size="xs" fw={600} c="dimmed" px="sm" pt="xs" pb={4} aria-hidden>{group}</Text>
            {commands.map((item) => (
              <Option key={item.id} id={idOf(item)} item={item} chosen={item.id === current?.id} run={run} />
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <Text c="dimmed" size="sm" p="lg" ta="center" role="status">
          {t(searching || query.trim() !== settled ? 'common.loading' : 'shell.paletteEmpty')}
        </Text>
      )}
    </>
  );
}

interface OptionProps {
  id: string;
  item: Command;
  chosen: boolean;
  run: (item: Command) => void;
}

function Option({ id, item, chosen, run }: OptionProps) {
  const IconOf = item.icon;
  useEffect(() => {
    if (chosen) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, id]);
  return (
    // The input has the keys; a click here is the same for the hand.
    <div id={id} role="option" aria-selected={chosen} className={classes.option}
      onMouseDown={(event) => event.preventDefault()} onClick={() => run(item)}>
      {IconOf !== undefined && <IconOf size={18} stroke={1.6} aria-hidden />}
      <span className={classes.label} dir="auto">{item.label}</span>
      {item.keys !== undefined && <span className={classes.keys} aria-hidden>{keysForPeople(item.keys).join(' ')}</span>}
    </div>
  );
}
