// Saved views of a project: open one, save what is on the screen, share it, make it the first thing seen.
import { Badge, Button, Group, Menu, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconDeviceFloppy, IconPencil, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMe } from '~/data/session';
import { useCreateView, useEditView, useRemoveView, type View, type ViewKind, viewsQuery } from '~/data/views';
import { useCompany, useProject } from '~/hooks';
import { t } from '~/i18n';
import { ConfirmDialog } from '~/ui/Confirm';
import { inWords } from '~/ui/Failure';
import { DANGER } from '~/ui/danger';
import { toast, toastFailure } from '~/ui/toast';
import { LazyMenu, Once } from '../tasks/Lazy';
import { VIEW_PATHS } from './paths';

interface ViewsMenuProps {
  kind: ViewKind;
  /** The search parameters on the screen, without the open task. */
  search: Record<string, unknown> & { view?: number };
}

/** What is worth saving: everything but the open task and the view itself. */
function savable({ task: _task, view: _view, ...search }: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function same(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const flat = (of: Record<string, unknown>) => JSON.stringify(Object.entries(of).sort(([x], [y]) => x.localeCompare(y)));
  return flat(a) === flat(b);
}

export function ViewsMenu({ kind, search }: ViewsMenuProps) {
  const { company, role } = useCompany();
  const project = useProject();
  const me = useMe().user.id;
  const navigate = useNavigate();
  const views = useQuery({ ...viewsQuery(company.id, project?.id ?? 0), enabled: project !== undefined }).data ?? [];
  const edit = useEditView(company.id);
  const [asked, setAsked] = useState<'new' | View | null>(null);
  const [removing, setRemoving] = useState<View | null>(null);
  const now = savable(search);
  const current = views.find((view) => view.id === search.view);
  const changed = current !== undefined && !same(savable(current.query), now);
  const mine = (view: View) => view.owner_id === me || role === 'owner' || role === 'admin';
  if (project === undefined) return null;
  const open = (view: View) => void navigate({
    to: VIEW_PATHS[view.kind], params: { company: company.slug, project: project.slug }, search: { ...view.query, view: view.id },
  });
  const update = (view: View) => edit.mutate({ view: view.id, query: now, kind }, {
    onSuccess: () => toast(t('project.viewUpdated', { name: view.name })),
    onError: (error) => toastFailure(t('project.viewNotSaved'), error),
  });
  return (
    <>
      <LazyMenu
        width={280}
        button={(trigger) => (
          <Button {...trigger} size="xs" variant={current === undefined ? 'default' : 'light'} leftSection={<IconBookmark size={16} aria-hidden />}>
            <Text span inherit truncate maw={140} dir="auto">{current === undefined ? t('project.savedViews') : current.name}</Text>
            {changed && <Text span inherit aria-label={t('project.viewChanged')}> *</Text>}
          </Button>
        )}
      >
          {views.length === 0 && <Text size="sm" c="dimmed" p="xs">{t('project.noViews')}</Text>}
          {views.length > 0 && <Menu.Label>{t('project.savedViews')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.id} onClick={() => open(view)} aria-current={view.id === current?.id || undefined}
              leftSection={view.shared ? <IconUsers size={16} role="img" aria-label={t('project.shared')} /> : <IconBookmark size={16} aria-hidden />}
              rightSection={view.is_default && <Badge size="xs" variant="light">{t('project.default')}</Badge>}
            >
              <Text size="sm" truncate dir="auto">{view.name}</Text>
              <Text size="xs" c="dimmed">{t(`project.${view.kind}`)}</Text>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setAsked('new')}>{t('project.saveAs')}</Menu.Item>
          {current !== undefined && mine(current) && (
            <>
              <Menu.Item leftSection={<IconDeviceFloppy size={16} />} disabled={!changed} onClick={() => update(current)}>{t('project.updateView', { name: current.name })}</Menu.Item>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setAsked(current)}>{t('project.editView')}</Menu.Item>
              <Menu.Item color={DANGER} leftSection={<IconTrash size={16} />} onClick={() => setRemoving(current)}>{t('project.removeView')}</Menu.Item>
            </>
          )}
      </LazyMenu>
      <Once when={asked !== null}>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t(asked === 'new' ? 'project.saveAs' : 'project.editView')}
        closeButtonProps={{ 'aria-label': t('common.close') }}>
        {asked !== null && (
          <ViewForm view={asked === 'new' ? null : asked} kind={kind} query={now} project={project.id} company={company.id}
            mayShare={role !== 'client'} onClose={() => setAsked(null)} onMade={open} />
        )}
      </Modal>
      </Once>
      <Once when={removing !== null}>
      <Removing view={removing} company={company.id} onClose={() => setRemoving(null)}
        onGone={() => void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, view: undefined }), replace: true })} />
      </Once>
    </>
  );
}

function Removing({ view, company, onClose, onGone }: { view: View | null; company: number; onClose: () => void; onGone: () => void }) {
  const remove = useRemoveView(company);
  return (
    <ConfirmDialog
      opened={view !== null} onClose={onClose} danger busy={remove.isPending} title={t('project.removeView')} verb={t('common.delete')}
      text={t(view?.shared ? 'project.removeSharedText' : 'project.removeViewText', { name: view?.name ?? '' })}
      onConfirm={() => {
        if (view === null) return;
        remove.mutate({ view: view.id }, {
          onSuccess: () => {
            toast(t('project.viewRemoved', { name: view.name }));
            onGone();
          },
          onError: (error) => toastFailure(t('project.viewNotRemoved'), error),
          onSettled: onClose,
        });
      }}
    />
  );
}

interface ViewFormProps {
  view: View | null;
  kind: ViewKind;
  query: Record<string, unknown>;
  project: number;
  company: number;
  mayShare: boolean;
  onClose: () => void;
  onMade: (view: View) => void;
}

function ViewForm({ view, kind, query, project, company, mayShare, onClose, onMade }: ViewFormProps) {
  const create = useCreateView(company);
  const edit = useEditView(company);
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [first, setFirst] = useState(view?.is_default ?? false);
  const { error, isPending } = view === null ? create : edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), shared, is_default: shared && first };
    const done = (made: View) => {
      toast(t('project.viewSaved', { name: made.name }));
      onClose();
      if (view === null) onMade(made);
    };
    if (view === null) create.mutate({ ...body, kind, query, project_id: project }, { onSuccess: done });
    else edit.mutate({ ...body, view: view.id }, { onSuccess: done });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t('project.viewName')} value={name} maxLength={60} required data-autofocus dir="auto"
          onChange={(event) => setName(event.currentTarget.value)} />
        {mayShare && (
          <Switch label={t('project.shareView')} description={t('project.shareViewText')} checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)} />
        )}
        {mayShare && shared && (
          <Switch label={t('project.defaultView')} description={t('project.defaultViewText')} checked={first}
            onChange={(event) => setFirst(event.currentTarget.checked)} />
        )}
        {error !== null && <Text c="red" size="sm" role="alert">{inWords(error)}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ''}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
