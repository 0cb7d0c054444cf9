// The frame of a company's settings: what one may do there is what one sees.
import {
  IconAlertTriangle, IconBuilding, IconDownload, IconTrash, IconUpload, IconUsers,
} from '@tabler/icons-react';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { type Section, Sections } from '~/screens/settings/Sections';

export function Frame() {
  const { company, role } = useCompany();
  const params = { company: company.slug };
  const runs = role === 'owner' || role === 'admin';
  const sections: Section[] = [
    { to: '/c/$company/settings', params, exact: true, icon: IconBuilding, label: t('company.companyGeneral') },
    { to: '/c/$company/settings/people', params, icon: IconUsers, label: t('company.companyPeople') },
  ];
  if (role !== 'client') {
    sections.push({ to: '/c/$company/settings/import', params, icon: IconUpload, label: t('company.companyImport') });
  }
  if (runs) {
    sections.push(
      { to: '/c/$company/settings/export', params, icon: IconDownload, label: t('company.companyExport') },
      { to: '/c/$company/settings/trash', params, icon: IconTrash, label: t('company.trash') },
    );
  }
  sections.push({ to: '/c/$company/settings/danger', params, icon: IconAlertTriangle, label: t('company.companyDanger') });
  return <Sections label={t('shell.companySettings')} sections={sections} />;
}
