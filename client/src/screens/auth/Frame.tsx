// The page around sign-in and the like: one calm column under the name of the house.
import { Container, Paper, Text } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { Language } from './Language';
import classes from './Frame.module.css';

export function Frame() {
  return (
    <div className={classes.page}>
      <Container component="header" size={440} className={classes.header}>
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <Text fw={700} size="lg">Blimp</Text>
      </Container>
      <Container component="main" id="main" size={440} w="100%" px="sm" tabIndex={-1}>
        <Paper p={{ base: 'md', xs: 'xl' }} shadow="sm">
          <Outlet />
        </Paper>
      </Container>
      <footer className={classes.footer}>
        <Language />
      </footer>
    </div>
  );
}
