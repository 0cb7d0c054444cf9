// What the pages for whoever is not signed in have in common: heading, messages, password fields.
import { Alert, PasswordInput, type PasswordInputProps, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ApiProblem, isStatus } from '~/api/problem';
import { t } from '~/i18n';
import { inWords } from '~/ui/Failure';
import { showProblem } from '~/ui/formErrors';
import { useTitle } from '~/ui/Screen';
import { AnchorLink } from '~/ui/links';

export const SHORTEST_PASSWORD = 8;

export function AuthPage({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  useTitle(title);
  return (
    <Stack gap="md">
      <div>
        <Title order={1} dir="auto">{title}</Title>
        {text !== undefined && <Text c="dimmed" mt={4}>{text}</Text>}
      </div>
      {children}
    </Stack>
  );
}

/** What concerns the whole form. It is read out when it appears. */
export function FormProblem({ children }: { children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} p="sm">
      {children}
    </Alert>
  );
}

interface FormOf {
  getValues: () => object;
  setErrors: (errors: Record<string, string>) => void;
  getInputNode: (path: string) => HTMLElement | null;
}

/** Goes to the first field that has something wrong with it. */
export function focusFirst(form: Pick<FormOf, 'getInputNode'>, errors: object): void {
  const first = Object.keys(errors)[0];
  if (first !== undefined) form.getInputNode(first)?.focus();
}

/** Puts a refusal at its fields and goes to the first; what is left is for above the form. */
export function refuse(form: FormOf, error: unknown, names: Record<string, string> = {}): ReactNode {
  if (isStatus(error, 429)) return <TooMany seconds={error.retryAfter ?? 60} />;
  const rest = showProblem(form, error, names);
  if (error instanceof ApiProblem) {
    const fields = Object.keys(error.fields).map((field) => names[field] ?? field);
    const first = fields.find((field) => form.getInputNode(field) !== null);
    if (first !== undefined) form.getInputNode(first)?.focus();
  }
  return rest;
}

/** Too many tries: how long to wait, counted down. */
function TooMany({ seconds }: { seconds: number }) {
  const [until] = useState(() => Date.now() + seconds * 1_000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = window.setInterval(
      () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000))), 1_000,
    );
    return () => window.clearInterval(timer);
  }, [until]);
  if (left === 0) return <>{t('auth.tooManyOver')}</>;
  return <span aria-live="off">{t('auth.tooMany', { wait: waitWords(left) })}</span>;
}

/** 40 seconds, 3 minutes, 1 hour. */
export function waitWords(seconds: number): string {
  if (seconds < 90) return t('auth.seconds', { count: seconds });
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? t('auth.minutes', { count: minutes }) : t('auth.hours', { count: Math.ceil(minutes / 60) });
}

/** A password that is there already. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      label={t('auth.password')}
      autoComplete="current-password"
      aria-invalid={Boolean(props.error) || undefined}
      visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword'), tabIndex: 0 }}
      {...props}
    />
  );
}

/** A password that is being chosen, with the rules before one runs into them. */
export function NewPasswordField(props: PasswordInputProps) {
  return (
    <PasswordField
      autoComplete="new-password"
      description={t('auth.passwordRules', { count: SHORTEST_PASSWORD })}
      minLength={SHORTEST_PASSWORD}
      {...props}
    />
  );
}

export function checkPassword(value: string): string | null {
  return [...value].length < SHORTEST_PASSWORD ? t('auth.passwordShort', { count: SHORTEST_PASSWORD }) : null;
}

export function checkEmail(value: string): string | null {
  return /^\S+@\S+$/.test(value.trim()) ? null : t('auth.emailMissing');
}

/** A link to another of these pages that keeps where one was going. */
export function Elsewhere({ to, redirect, children }: { to: '/signin' | '/signup'; redirect?: string; children: string }) {
  return <AnchorLink to={to} search={{ redirect }} size="sm">{children}</AnchorLink>;
}

/** Goes on to where one was going, else to the first company. */
export function useGoOn(): (redirect: string | undefined, otherwise?: string) => void {
  const router = useRouter();
  const gone = useRef(false);
  return (redirect, otherwise = '/') => {
    if (gone.current) return;
    gone.current = true;
    router.history.push(redirect ?? otherwise);
  };
}

export function inWordsOrWait(error: unknown): ReactNode {
  return isStatus(error, 429) ? <TooMany seconds={error.retryAfter ?? 60} /> : inWords(error);
}
