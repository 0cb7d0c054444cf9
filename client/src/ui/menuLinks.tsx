// Lines of menus and of navigations as links of the router. Apart from links.tsx, since menus weigh
// much and the first load needs none.
import { Menu, type MenuItemProps, NavLink as MantineNavLink, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { LinkElement } from './links';

export const MenuLink = createLink((props: MenuItemProps & LinkElement) => <Menu.Item component="a" {...props} />);

export const NavLink = createLink((props: NavLinkProps & Omit<LinkElement, 'label'>) => (
  <MantineNavLink component="a" {...props} />
));
