// Mantine's buttons and the like as links of the router, with typed addresses.
import {
  ActionIcon, type ActionIconProps, Anchor, type AnchorProps, Button, type ButtonProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

export type LinkElement = Omit<ComponentPropsWithRef<'a'>, 'color' | 'style'>;

export const AnchorLink = createLink((props: AnchorProps & LinkElement) => <Anchor {...props} />);

export const ButtonLink = createLink((props: ButtonProps & LinkElement) => <Button component="a" {...props} />);

export const ActionIconLink = createLink((props: ActionIconProps & LinkElement) => (
  <ActionIcon component="a" {...props} />
));
