// Bringing in a Trello board: choosing the file; and what was brought in before.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { importsQuery } from '~/data/imports';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Part } from '~/screens/settings/Part';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { ImportFile } from './ImportFile';
import { ImportLine } from './ImportLine';
import { companyImportRoute } from './routes';

export function Import() {
  const { company } = useCompany();
  const navigate = companyImportRoute.useNavigate();
  return (
    <Screen title={t('company.companyImport')}>
      <Part title={t('company.fromTrello')} text={t('company.fromTrelloText')}>
        <ImportFile
          onHeld={({ id }) => void navigate({
            to: '/c/$company/settings/import/$import', params: { company: company.slug, import: String(id) },
          })}
        />
      </Part>
      <History />
    </Screen>
  );
}

function History() {
  const { company } = useCompany();
  const { data, error, refetch } = useQuery(importsQuery(company.id));
  return (
    <Part title={t('company.importHistory')}>
      {data === undefined && error === null && <Rows height={56} count={2} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <Text size="sm" c="dimmed">{t('company.noImports')}</Text>}
      <ul className={linesClasses.lines} aria-label={t('company.importHistory')}>
        {data?.map((one) => <ImportLine key={one.id} one={one} />)}
      </ul>
    </Part>
  );
}
