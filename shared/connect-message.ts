/** What the page says to its preload script, and that to the program, when it hands over a MessagePort. */
export const CONNECT_MESSAGE = 'so-may:connect';
