// A button that opens a list to choose from, with a search over it: the base of all pickers.
import { CheckIcon, Combobox, Group, Text, UnstyledButton, useCombobox } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { t } from '~/i18n';
import classes from './Picker.module.css';

export interface PickOption {
  value: string;
  label: string;
  /** A face, a dot, an icon. */
  left?: ReactNode;
  /** Said in grey behind it. */
  hint?: string;
  /** More words to find it by. */
  words?: string;
}

/** What every picker takes. */
export interface TriggerProps {
  /** What is chosen here, for screen readers: "Assignees". It is read before the children. */
  label: string;
  /** What the button shows. */
  children: ReactNode;
  className?: string;
  disabled?: boolean;
  /** Keys of the screen may open it: give it an id and click it. */
  id?: string;
}

interface PickerProps extends TriggerProps {
  /** Undefined while they are being read. */
  options: PickOption[] | undefined;
  chosen: string[];
  /** With `multiple` it stays open and calls for each tick. */
  multiple?: boolean;
  onToggle: (value: string, on: boolean) => void;
  /** Where what is searched for can be made. */
  onCreate?: (name: string) => void;
  /** Loads the options, when it opens for the first time. */
  onOpen?: () => void;
  /** Said where nothing fits. */
  empty?: string;
}

const CREATE = '\u0000create';

/** Folds case and accents, so that "jose" finds "José". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

/** The options that a search finds. */
export function finds(options: PickOption[], search: string): PickOption[] {
  const wanted = fold(search.trim());
  if (wanted === '') return options;
  return options.filter((option) => fold(`${option.label} ${option.words ?? ''}`).includes(wanted));
}

export function Picker({
  label, children, className, disabled = false, id, options, chosen, multiple = false,
  onToggle, onCreate, onOpen, empty,
}: PickerProps) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownOpen: () => {
      onOpen?.();
      combobox.focusSearchInput();
    },
    onDropdownClose: (source) => {
      combobox.resetSelectedOption();
      setSearch('');
      if (source === 'keyboard') combobox.focusTarget();
    },
  });
  const found = finds(options ?? [], search);
  // What is typed leads to the first that fits, so that Enter takes it.
  useEffect(() => {
    if (search.trim() === '') combobox.resetSelectedOption();
    else combobox.selectFirstOption();
  }, [search, found.length]);
  const name = search.trim();
  const creatable = onCreate !== undefined && name !== '' && !options?.some((o) => fold(o.label) === fold(name));

  const submit = (value: string) => {
    if (value === CREATE) onCreate?.(name);
    else onToggle(value, !chosen.includes(value));
    setSearch('');
    if (!multiple) combobox.closeDropdown('keyboard');
  };
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={260} position="bottom-start" shadow="md">
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
        <UnstyledButton
          id={id}
          type="button"
          className={`${classes.trigger} ${className ?? ''}`}
          disabled={disabled}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown('keyboard')}
        >
          <span className={classes.name}>{label}: </span>
          {children}
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('editor.find')}
          aria-label={label}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.stopPropagation();
          }}
        />
        <Combobox.Options aria-label={label} aria-multiselectable={multiple || undefined} className={classes.options}>
          {found.map((option) => (
            <Choice key={option.value} option={option} chosen={chosen.includes(option.value)} />
          ))}
          {creatable && <Combobox.Option value={CREATE}>{t('editor.make', { name })}</Combobox.Option>}
          {found.length === 0 && !creatable && (
            <Combobox.Empty>{options === undefined ? t('common.loading') : (empty ?? t('editor.nothingFits'))}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Choice({ option, chosen }: { option: PickOption; chosen: boolean }) {
  return (
    <Combobox.Option value={option.value} active={chosen} aria-selected={chosen}>
      <Group gap={8} wrap="nowrap">
        <span className={classes.tick} aria-hidden>{chosen && <CheckIcon size={12} />}</span>
        {option.left}
        <Text span size="sm" truncate flex={1} dir="auto" title={option.label}>{option.label}</Text>
        {option.hint !== undefined && <Text span size="xs" c="dimmed">{option.hint}</Text>}
      </Group>
    </Combobox.Option>
  );
}
