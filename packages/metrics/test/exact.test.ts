import { describe, expect, test } from 'vitest';
import {
  addExact,
  divideExact,
  multiplyExact,
  parseExact,
  subtractExact,
  toDecimalText,
  toInteger,
  toNumber,
} from '../src/result/exact.js';

const exact = parseExact;

describe('numbers as engines write them', () => {
  test.each<[string, number]>([
    ['0', 0],
    ['-12.5000', -12.5],
    ['1e-7', 1e-7],
    ['1.5e+10', 1.5e10],
    ['123456789012345678.9012', 1.2345678901234568e17],
    ['0.1', 0.1],
  ])('%s', (text, value) => {
    expect(toNumber(exact(text))).toBe(value);
  });

  test.each(['NaN', 'inf', '', '1,5', '0x10', '1.', 'null'])('%j is refused', (text) => {
    expect(() => exact(text)).toThrow(`unreadable number from the engine: '${text}'`);
  });
});

describe('sums and quotients keep every digit', () => {
  test('a tenth and two tenths are three tenths', () => {
    expect(toDecimalText(addExact(exact('0.1'), exact('0.2')), 4, 2)).toBe('0.30');
  });

  test('a third, three times, is one', () => {
    const third = divideExact(exact('1'), exact('3'));
    expect(toInteger(multiplyExact(third, exact('3')))).toBe(1);
    expect(toNumber(third)).toBe(1 / 3);
  });

  test('long chains stay exact', () => {
    let value = exact('1');
    for (let step = 1; step <= 200; step += 1)
      value = multiplyExact(value, divideExact(exact(String(step)), exact('7')));
    for (let step = 200; step >= 1; step -= 1)
      value = divideExact(value, divideExact(exact(String(step)), exact('7')));
    expect(toInteger(value)).toBe(1);
  });
});

describe('money as text', () => {
  // Half away from zero, four places at most, two at least.
  test.each<[string, string]>([
    ['2.00005', '2.0001'],
    ['-2.00005', '-2.0001'],
    ['2.00004', '2.00'],
    ['-0.00004', '0.00'],
    ['1234567.8', '1234567.80'],
    ['0.125', '0.125'],
  ])('%s is %s', (text, money) => {
    expect(toDecimalText(exact(text), 4, 2)).toBe(money);
  });

  test('no places where none are wanted', () => {
    expect(toDecimalText(subtractExact(exact('3'), exact('0.4')), 0, 0)).toBe('3');
  });
});
