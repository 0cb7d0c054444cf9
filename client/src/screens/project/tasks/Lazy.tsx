// Menus and dialogs that cost nothing until they are used: a board is drawn often.
import { Menu, type MenuProps } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface Trigger {
  onClick?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

interface LazyMenuProps extends Omit<MenuProps, 'children'> {
  /** The button, with what it needs before there is a menu. */
  button: (trigger: Trigger) => ReactElement;
  children: ReactNode;
}

/** A button that becomes a menu's when it is pressed for the first time. */
export function LazyMenu({ button, children, ...menu }: LazyMenuProps) {
  const [armed, setArmed] = useState(false);
  if (!armed) return button({ onClick: () => setArmed(true), 'aria-haspopup': 'menu', 'aria-expanded': false });
  return (
    <Menu defaultOpened {...menu}>
      <Menu.Target>{button({})}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** Draws its children from when they are wanted for the first time: a dialog must stay to give the focus back. */
export function Once({ when, children }: { when: boolean; children: ReactNode }) {
  const wanted = useRef(when);
  wanted.current ||= when;
  return wanted.current ? children : null;
}

interface LazyPickerProps {
  className?: string;
  /** What the plain button shows. */
  children: ReactNode;
  disabled?: boolean;
  /** The picker, whose button takes this id. */
  picker: (id: string) => ReactElement;
}

/** A plain button until it is pressed; then the picker, opened. */
export function LazyPicker({ className, children, disabled = false, picker }: LazyPickerProps) {
  const [armed, setArmed] = useState(false);
  const id = useId();
  useEffect(() => {
    if (!armed) return;
    const button = document.getElementById(id);
    button?.focus();
    button?.click();
  }, [armed, id]);
  if (armed) return picker(id);
  return (
    <button type="button" className={className} disabled={disabled} aria-haspopup="listbox" aria-expanded={false} onClick={() => setArmed(true)}>
      {children}
    </button>
  );
}
