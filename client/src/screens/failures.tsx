// When a route cannot be shown: not there, not allowed, no connection, or broken on our side.
import { Button, Container } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isStatus } from '~/api/problem';
import { t } from '~/i18n';
import { MissingChunk } from '~/lazy';
import { reloadOnce } from '~/shell/deploys';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { ButtonLink } from '~/ui/links';
import { useTitle } from '~/ui/Screen';

/** Inside the frame, where the screen would have been. */
export function RouteFailure(props: ErrorComponentProps) {
  return props.error instanceof MissingChunk ? <OldBuild /> : <ScreenFailure {...props} />;
}

/** Another build is served since this page was loaded. The address is that of the screen wanted. */
function OldBuild() {
  useTitle(t('failure.title'));
  useEffect(() => {
    reloadOnce();
  }, []);
  return (
    <Empty
      icon={IconRefresh} title={t('failure.oldBuild')} text={t('failure.oldBuildText')} order={2}
      action={<Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>}
    />
  );
}

function ScreenFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const gone = isStatus(error, 404);
  useTitle(t(gone ? 'failure.notFound' : 'failure.title'));
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Failure error={error} retry={retry} page action={gone ? <Home /> : undefined} />;
}

/** Without a frame: the whole page. */
export function PageFailure(props: ErrorComponentProps) {
  return (
    <Container component="main" id="main" size="sm" py="xl">
      <RouteFailure {...props} />
    </Container>
  );
}

export function RouteNotFound() {
  useTitle(t('failure.notFound'));
  return (
    <Container component="main" id="main" size="sm" py="xl">
      <Failure notFound page action={<Home />} />
    </Container>
  );
}

function Home() {
  return <ButtonLink to="/" variant="default">{t('failure.home')}</ButtonLink>;
}
