// A small face for places that show hundreds of them: the same look as an Avatar, without its weight.
import classes from './MiniFace.module.css';

/** As Mantine's Avatar chooses, so that a person has one colour everywhere. */
const COLOURS = ['blue', 'cyan', 'grape', 'green', 'indigo', 'lime', 'orange', 'pink', 'red', 'teal', 'violet'];

function colourOf(name: string): string {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) {
    hash = (hash << 5) - hash + name.charCodeAt(at);
    hash |= 0;
  }
  return COLOURS[Math.abs(hash) % COLOURS.length] ?? 'gray';
}

function initials(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  const letters = words.length === 1 ? name.slice(0, 2) : words.slice(0, 2).map((word) => [...word][0]).join('');
  return letters.toUpperCase();
}

/** Decoration: whoever shows it says the name, too. */
export function MiniFace({ name, picture, size = 22 }: { name: string; picture: string | null | undefined; size?: number }) {
  if (picture != null) {
    return <img className={classes.face} src={picture} alt="" title={name} width={size} height={size} loading="lazy" />;
  }
  const colour = colourOf(name);
  return (
    <span
      className={classes.face} title={name} aria-hidden
      style={{
        width: size, height: size,
        background: `var(--mantine-color-${colour}-light)`, color: `var(--mantine-color-${colour}-light-color)`,
      }}
    >
      {initials(name)}
    </span>
  );
}
