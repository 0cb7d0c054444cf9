// Who can be mentioned: a list at the caret while a name is typed behind an `@`.
import { Paper, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { projectPeopleQuery } from '~/data/choices';
import { t } from '~/i18n';
import { Face } from '../Person';
import { fold } from '../Pickers/Picker';
import type { Place } from './caret';
import classes from './Editor.module.css';

export interface Mentionable {
  id: number;
  name: string;
  avatar_url?: string | null;
}

const MOST = 8;

/** Who fits what was typed: whoever's name, or a word of it, begins so. */
export function useMentionable(project: number | undefined, search: string | null): Mentionable[] {
  const { data } = useQuery({ ...projectPeopleQuery(project ?? 0), enabled: project !== undefined && search !== null });
  if (search === null || data === undefined) return [];
  const wanted = fold(search);
  return data
    .flatMap(({ person }) => (person.id === null ? [] : [{ ...person, id: person.id }]))
    .filter(({ name }) => fold(name).startsWith(wanted) || fold(name).split(/\s+/).some((word) => word.startsWith(wanted)))
    .slice(0, MOST);
}

interface MentionsProps {
  id: string;
  people: Mentionable[];
  active: number;
  place: Place;
  onChoose: (person: Mentionable) => void;
}

export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

export function Mentions({ id, people, active, place, onChoose }: MentionsProps) {
  return (
    <Paper shadow="md" className={classes.mentions} style={{ left: place.left, top: place.top }}>
      <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: -1 }}>
        <ul id={id} role="listbox" aria-label={t('editor.people')} className={classes.people}>
          {people.map((person, at) => (
            <li
              key={person.id} id={optionId(id, at)} role="option" aria-selected={at === active} className={classes.person}
              onMouseDown={(event) => {
                // The textarea keeps the focus.
                event.preventDefault();
                onChoose(person);
              }}
            >
              <Face person={person} size={24} />
              <Text span size="sm" truncate dir="auto">{person.name}</Text>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </Paper>
  );
}
