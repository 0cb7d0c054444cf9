// The calendar of DatePicker, a chunk of its own: it brings @mantine/dates along.
import '@mantine/dates/styles.layer.css';
import { DatePicker as Days, DatesProvider } from '@mantine/dates';
import 'dayjs/locale/es';
import { useMaybeMe } from '~/data/session';
import { currentLocale } from '~/i18n';

interface CalendarProps {
  value: string | null;
  onChange: (day: string | null) => void;
  min?: string;
}

export default function Calendar({ value, onChange, min }: CalendarProps) {
  const start = useMaybeMe()?.user.week_start ?? 'monday';
  return (
    <DatesProvider settings={{ locale: currentLocale(), firstDayOfWeek: FIRST_DAYS[start], weekendDays: [] }}>
      <Days value={value} onChange={onChange} defaultDate={value ?? undefined} minDate={min} size="sm" />
    </DatesProvider>
  );
}

const FIRST_DAYS = { sunday: 0, monday: 1, saturday: 6 } as const;
