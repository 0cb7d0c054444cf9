// Addresses that only lead on: `/`, and those that mails use, which know ids but no slugs.
import { createRoute, redirect } from '@tanstack/react-router';
import { api, take } from '~/api/client';
import { lastCompany } from '~/data/lastCompany';
import { signedInRoute } from '~/layouts';

const indexRoute = createRoute({
  path: '/',
  getParentRoute: () => signedInRoute,
  beforeLoad: ({ context }) => {
    const slugs = context.me.memberships.map((m) => m.company.slug);
    const company = slugs.find((slug) => slug === lastCompany.get()) ?? slugs[0];
    if (company === undefined) throw redirect({ to: '/companies/new', replace: true });
    throw redirect({ to: '/c/$company', params: { company }, replace: true });
  },
});

/** The slug of a company of mine; an id of another one stays what it is, and is 404 there. */
function slugOf(context: { me: { memberships: { company: { id: number; slug: string } }[] } }, id: number) {
  return context.me.memberships.find((m) => m.company.id === id)?.company.slug ?? String(id);
}

const taskRoute = createRoute({
  path: '/tasks/$id',
  getParentRoute: () => signedInRoute,
  loader: async ({ context, params }) => {
    const task = await take(
      api.GET('/api/v1/tasks/{task}', { params: { path: { task: Number(params.id) } } }),
    );
    throw redirect({
      to: '/c/$company/tasks/$number',
      params: { company: slugOf(context, task.company_id), number: String(task.number) },
      replace: true,
    });
  },
});

const projectRoute = createRoute({
  path: '/projects/$id',
  getParentRoute: () => signedInRoute,
  loader: async ({ context, params }) => {
    const project = await take(
      api.GET('/api/v1/projects/{project}', { params: { path: { project: Number(params.id) } } }),
    );
    throw redirect({
      to: '/c/$company/p/$project/board',
      params: { company: slugOf(context, project.company_id), project: project.slug },
      replace: true,
    });
  },
});

const companyRoute = createRoute({
  path: '/companies/$id',
  getParentRoute: () => signedInRoute,
  beforeLoad: ({ context, params }) => {
    throw redirect({
      to: '/c/$company',
      params: { company: slugOf(context, Number(params.id)) },
      replace: true,
    });
  },
});

export const goRoutes = [indexRoute, taskRoute, projectRoute, companyRoute] as const;
