import { expect, test } from 'vitest';
import { AskAhead, type Question } from '../src/http/ask-ahead.js';

const get = (url: string): Question => ({ method: 'GET', url, body: undefined });

/** One that writes down what it asks; `state` is what it is told of the data. */
const observed = () => {
  const state = { version: 'one', isAtWork: false };
  const asked: string[] = [];
  const ahead = new AskAhead(
    () => state.isAtWork,
    () => Promise.resolve(state.version),
  );
  /** Waits for a round that was begun. */
  const round = async (): Promise<string[]> => {
    ahead.begin();
    await new Promise((done) => {
      setTimeout(done, 5);
    });
    return asked.splice(0);
  };
  const open = () => ahead.open(({ url }) => Promise.resolve(void asked.push(url)), [get('/board')]);
  return { state, ahead, open, round };
};

test('the first question is asked at once; again only when the data has changed', async () => {
  const { state, open, round } = observed();
  open();
  expect(await round()).toEqual(['/board']);
  expect(await round()).toEqual([]);
  state.version = 'two';
  expect(await round()).toEqual(['/board']);
});

test('what took long is asked again, the latest first; what was quick is not', async () => {
  const { state, ahead, open, round } = observed();
  open();
  await round();
  ahead.note(get('/accounts'), 3000);
  ahead.note(get('/quality'), 99);
  ahead.note({ method: 'POST', url: '/query', body: { metrics: ['nrr'] } }, 100);
  state.version = 'two';
  expect(await round()).toEqual(['/query', '/accounts', '/board']);
});

test('thirty are remembered: the oldest is forgotten', async () => {
  const { state, ahead, open, round } = observed();
  open();
  await round();
  for (let index = 1; index <= 30; index += 1) ahead.note(get(`/${index}`), 200);
  state.version = 'two';
  const asked = await round();
  expect(asked.length).toBe(30);
  expect([asked[0], asked.at(-1)]).toEqual(['/30', '/1']);
});

test('while something is imported nothing is asked, and afterwards everything', async () => {
  const { state, open, round } = observed();
  state.isAtWork = true;
  open();
  expect(await round()).toEqual([]);
  state.isAtWork = false;
  expect(await round()).toEqual(['/board']);
});

test('a question that fails keeps no other from being asked', async () => {
  const { state, ahead, round } = observed();
  const asked: string[] = [];
  ahead.open(
    ({ url }) => {
      asked.push(url);
      return url === '/accounts' ? Promise.reject(new Error('too slow')) : Promise.resolve();
    },
    [get('/board'), get('/accounts')],
  );
  await round();
  expect(asked).toEqual(['/accounts', '/board']);
  state.version = 'two';
  await round();
  expect(asked).toEqual(['/accounts', '/board', '/accounts', '/board']);
});

test('once closed it asks nothing more and stops what it asks', async () => {
  const ahead = new AskAhead(
    () => false,
    () => Promise.resolve('one'),
  );
  let isStopped = false;
  ahead.open(
    (_, stop) =>
      new Promise((_done, fail) => {
        stop.addEventListener('abort', () => {
          isStopped = true;
          fail(new Error('stopped'));
        });
      }),
    [get('/board')],
  );
  await new Promise((done) => {
    setTimeout(done, 5);
  });
  await ahead.close();
  expect(isStopped).toBe(true);
});
