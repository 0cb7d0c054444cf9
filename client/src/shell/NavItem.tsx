// One line of the navigation.
import { IconLock, type Icon } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '~/i18n';
import classes from './Navigation.module.css';

interface NavItemProps extends Pick<LinkProps, 'to' | 'params'> {
  label: string;
  icon?: Icon;
  /** The dot of a project. */
  colour?: string;
  /** Only some see it. */
  lock?: boolean;
  /** Only this very address is here. */
  exact?: boolean;
  right?: ReactNode;
}

export function NavItem({ label, icon: IconOf, colour, lock = false, exact = false, right, ...link }: NavItemProps) {
  return (
    <li>
      <Link {...link} className={classes.item} activeOptions={{ exact, includeSearch: false }}>
        {IconOf !== undefined && <IconOf size={18} stroke={1.6} aria-hidden />}
        {colour !== undefined && <span className={classes.dot} style={{ background: colour }} aria-hidden />}
        <span className={classes.label} title={label} dir="auto">{label}</span>
        {lock && <IconLock size={14} role="img" aria-label={t('shell.private')} className={classes.lock} />}
        {right}
      </Link>
    </li>
  );
}
