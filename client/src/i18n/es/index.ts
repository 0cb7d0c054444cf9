// The catalogue in Spanish: one file for each area.
import activity from './activity.json';
import auth from './auth.json';
import board from './board.json';
import calendar from './calendar.json';
import common from './common.json';
import company from './company.json';
import editor from './editor.json';
import failure from './failure.json';
import files from './files.json';
import goals from './goals.json';
import help from './help.json';
import home from './home.json';
import inbox from './inbox.json';
import list from './list.json';
import people from './people.json';
import portal from './portal.json';
import project from './project.json';
import projectSettings from './projectSettings.json';
import search from './search.json';
import settings from './settings.json';
import shell from './shell.json';
import task from './task.json';

export const catalogue = {
  activity,
  auth,
  board,
  calendar,
  common,
  company,
  editor,
  failure,
  files,
  goals,
  help,
  home,
  inbox,
  list,
  people,
  portal,
  project,
  projectSettings,
  search,
  settings,
  shell,
  task,
};

/** The server's refusals, which it says in English, by their code; fields' by `field.` and theirs. */
export { default as problems } from './problems.json';
