/** One line of what waits for a person, with the button that leads there. */
import { Button } from '@mantine/core';
import { Link, type LinkOptions } from '@tanstack/react-router';
import classes from './today.module.css';

export function Waiting(props: { text: string; button: string; target: LinkOptions }) {
  return (
    <li className={classes.waitingLine}>
      <span>{props.text}</span>
      <Button variant="default" size="compact-md" renderRoot={(given: object) => <Link {...props.target} {...given} />}>
        {props.button}
      </Button>
    </li>
  );
}
