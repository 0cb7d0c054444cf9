// What can be done about an import: confirm it, give it up, take it back; and what came of that.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Import, useConfirmImport, useGiveUpImport, useReverseImport } from '~/data/imports';
import { useCompany } from '~/hooks';
import { formatNumber, t } from '~/i18n';
import { lookUp } from '~/i18n/locale';
import { FormProblem, inWordsOrWait } from '~/screens/auth/parts';
import { ConfirmDialog } from '~/ui/Confirm';
import { toast, toastFailure } from '~/ui/toast';
import classes from './ImportFile.module.css';

export function Decide({ one }: { one: Import }) {
  const { company } = useCompany();
  const navigate = useNavigate();
  const confirm = useConfirmImport(company.id);
  const giveUp = useGiveUpImport(company.id);
  const leave = () =>
    giveUp.mutate(one.id, {
      onSuccess: () => {
        toast(t('company.givenUp', { name: one.name }));
        void navigate({ to: '/c/$company/settings/import', params: { company: company.slug } });
      },
      onError: (error) => toastFailure(t('company.notDone'), error),
    });
  return (
    <>
      <FormProblem>{confirm.isError ? inWordsOrWait(confirm.error) : null}</FormProblem>
      <Group>
        <Button onClick={() => confirm.mutate(one.id)} loading={confirm.isPending}>
          {t('company.bringIn', { count: one.progress.total })}
        </Button>
        <Button variant="default" onClick={leave} loading={giveUp.isPending} disabled={confirm.isPending}>{t('company.giveUp')}</Button>
      </Group>
    </>
  );
}

export function TakeBack({ one }: { one: Import }) {
  const { company } = useCompany();
  const reverse = useReverseImport(company.id);
  const [asking, setAsking] = useState(false);
  const confirm = () =>
    reverse.mutate(one.id, {
      onError: (error) => toastFailure(t('company.notDone'), error),
      onSettled: () => setAsking(false),
    });
  return (
    <Group>
      <Button variant="default" onClick={() => setAsking(true)}>{t('company.undoImport')}</Button>
      <ConfirmDialog
        danger opened={asking} onClose={() => setAsking(false)} onConfirm={confirm} busy={reverse.isPending}
        title={t('company.undoTitle', { name: one.name })} text={t('company.undoText')} verb={t('company.undoImport')}
      />
    </Group>
  );
}

/** The name of a kind of things in the reader's language; the server's word for one not known here. */
function kindOf(kind: string): string {
  return lookUp(`company.kind.${kind}`) ?? kind;
}

export function Reversal({ reversal }: { reversal: NonNullable<Import['reversal']> }) {
  const removed = Object.entries(reversal.removed ?? {}).filter(([, count]) => count > 0);
  const kept = reversal.kept ?? [];
  const keptInAll = reversal.kept_in_all ?? kept.length;
  return (
    <Stack gap="xs">
      <Alert color="gray" p="sm">
        {removed.length === 0
          ? t('company.nothingGone')
          : t('company.gone', { things: removed.map(([kind, count]) => `${kindOf(kind)}: ${formatNumber(count)}`).join(' · ') })}
      </Alert>
      {keptInAll > 0 && (
        <details className={classes.how}>
          <summary>{t('company.kept', { count: keptInAll })}</summary>
          <Text size="sm" mt="xs">{t('company.keptText')}</Text>
        </details>
      )}
    </Stack>
  );
}
