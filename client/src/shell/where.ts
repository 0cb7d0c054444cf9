// Which company the frame shows: that of the address, else the one last looked at.
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { lastCompany } from '~/data/lastCompany';
import { type Role, useMe } from '~/data/session';

export interface Where {
  company: { id: number; slug: string; name: string };
  role: Role;
}

export function useWhere(): Where | null {
  const { memberships } = useMe();
  const slug = useParams({ strict: false, select: (params) => params.company });
  const here = memberships.find((m) => m.company.slug === slug);
  useEffect(() => {
    if (here !== undefined) lastCompany.set(here.company.slug);
  }, [here]);
  return here ?? memberships.find((m) => m.company.slug === lastCompany.get()) ?? memberships[0] ?? null;
}
