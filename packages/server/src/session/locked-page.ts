/** What a browser without a session is shown. No script, no style: the content policy has no room for them inline. */
export const lockedPage = (title: string, detail: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bellwether</title></head>
<body><h1>${title}</h1><p>${detail}</p>
<p>Bellwether opens with the link that was printed where the server was started. Each link opens once; a restart prints a new one.</p></body></html>
`;

/**
 * The page behind the link. A redirect would carry the site that the link was clicked on, and a strict cookie would stay
 * at home; a page of ours that moves on by itself does not.
 */
export const enteredPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Bellwether</title></head>
<body><p><a href="/">Open Bellwether</a></p></body></html>
`;
