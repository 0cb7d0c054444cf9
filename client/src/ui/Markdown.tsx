// Text that people wrote, as HTML. The server makes it from Markdown and cleans it (comrak, then
// ammonia); nothing else may be given here.
import { Typography } from '@mantine/core';
import classes from './Markdown.module.css';

export function Markdown({ html }: { html: string }) {
  return (
    <Typography className={classes.text}>
      <div dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
