// Comments, and behind a second tab the history.
import { Tabs } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { t } from '~/i18n';
import { patient } from '~/lazy';
import { Rows } from '~/ui/PageSkeleton';
import { Comments } from './Comments';

const History = lazy(patient(() => import('./History').then((module) => ({ default: module.History }))));

export function Talk() {
  const [tab, setTab] = useState<string | null>('comments');
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="comments">{t('task.comments')}</Tabs.Tab>
        <Tabs.Tab value="history">{t('task.history')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="comments"><Comments /></Tabs.Panel>
      <Tabs.Panel value="history"><Suspense fallback={<Rows />}><History /></Suspense></Tabs.Panel>
    </Tabs>
  );
}
