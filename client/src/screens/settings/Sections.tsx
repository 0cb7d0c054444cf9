// Settings in sections: a list of them at the side, on phones a row that scrolls; and the content.
import { Container } from '@mantine/core';
import { Link, type LinkProps, Outlet } from '@tanstack/react-router';
import type { Icon } from '@tabler/icons-react';
import { useCurrentInSight } from '~/ui/useCurrentInSight';
import classes from './Sections.module.css';

export interface Section extends Pick<LinkProps, 'to' | 'params'> {
  label: string;
  icon: Icon;
  /** Only this very address is here. */
  exact?: boolean;
}

export function Sections({ label, sections }: { label: string; sections: Section[] }) {
  const nav = useCurrentInSight();
  return (
    <Container size={1120} px={{ base: 'sm', sm: 'lg' }} py="md" className={classes.frame}>
      <nav ref={nav} aria-label={label} className={classes.nav}>
        <ul className={classes.list}>
          {sections.map(({ label: name, icon: IconOf, exact = false, ...link }) => (
            <li key={name}>
              <Link {...link} className={classes.item} activeOptions={{ exact, includeSearch: false }}>
                <IconOf size={18} stroke={1.6} aria-hidden />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </Container>
  );
}
