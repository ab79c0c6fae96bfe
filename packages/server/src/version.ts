/** Of Bellwether; the command line speaks only to a server of its own. */
export const serverVersion = '0.1.0';
